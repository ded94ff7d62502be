#pragma once
/// \file
/// From a member of TrainingOptions to its Setting, one function a type.
///
///     whole(&TrainingOptions::epochs, {1, largest_count}, {.name = "epochs", .value = "N", .help = "..."});

#include "base/names.h"
#include "base/range.h"
#include "training/settings/setting.h"

namespace descent::training {

/// A member, or what a function takes out of the options.
template <class Value>
struct Member {
    template <class Access>
    Member(Access access)  // NOLINT(google-explicit-constructor): written as a pointer to a member
        : of(access), of_const(access) {}

    std::function<Value&(TrainingOptions&)> of;
    std::function<const Value&(const TrainingOptions&)> of_const;
};

/// `zero`: the word that stands for 0, such as "full" or "auto".
Setting whole(const Member<std::uint64_t>& member, Range<std::uint64_t> range, Description description,
              const std::string& zero = "");
Setting real(const Member<double>& member, Range<double> range, Description description);
/// One that is on by default is given as "no-NAME".
Setting flag(const Member<bool>& member, Description description);
Setting text(const Member<std::string>& member, Description description);
/// May be given several times.
Setting texts(const Member<std::vector<std::string>>& member, Description description);

/// One of the names of an enumeration, which stand for "{}" in the help.
template <class Enum>
Setting choice(Enum TrainingOptions::*member, Description description) {
    const auto print = [member](const TrainingOptions& options) { return std::string(name_of(options.*member)); };
    Setting setting{std::move(description)};
    const std::size_t place = setting.help.find("{}");
    if (place != std::string::npos) setting.help.replace(place, 2, alternatives(names_of<Enum>()));
    setting.print = print;
    setting.parse = [member, name = setting.name](TrainingOptions& options, const std::string& given) {
        options.*member = value_of<Enum>(given, name);
    };
    setting.to_json = [print](const TrainingOptions& options, const Registry&) { return Json(print(options)); };
    setting.check = [print, name = setting.name](const TrainingOptions& options) {
        value_of<Enum>(print(options), name);
    };
    return setting;
}

/// The rows of one theme, a file each.
std::vector<Setting> start_settings();
std::vector<Setting> optimizer_settings();
std::vector<Setting> pass_settings();
std::vector<Setting> update_settings();
std::vector<Setting> stopping_settings();
std::vector<Setting> machine_settings();
std::vector<Setting> checkpoint_settings();

}  // namespace descent::training
