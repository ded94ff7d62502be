#include "training/settings/rows.h"

#include <descent/error.h>

#include "base/text.h"

namespace descent::training {
namespace {

template <class Value>
Setting with_json(Description description, const Member<Value>& member) {
    Setting setting{std::move(description)};
    setting.to_json = [of = member.of_const](const TrainingOptions& options, const Registry&) {
        return Json(of(options));
    };
    return setting;
}

bool parse_flag(const std::string& name, const std::string& given) {
    if (given == "true") return true;
    if (given == "false") return false;
    throw UsageError(name, "found " + quote(given) + ", expected true or false");
}

}  // namespace

Setting whole(const Member<std::uint64_t>& member, Range<std::uint64_t> range, Description description,
              const std::string& zero) {
    Setting setting = with_json(std::move(description), member);
    setting.print = [of = member.of_const, zero](const TrainingOptions& options) {
        const std::uint64_t number = of(options);
        return number == 0 && !zero.empty() ? zero : to_text(number);
    };
    setting.parse = [of = member.of, range, zero, name = setting.name](TrainingOptions& options,
                                                                       const std::string& given) {
        const bool is_zero = given == zero && !zero.empty();
        of(options) = is_zero ? 0 : parse_whole(name, given, range);
    };
    setting.check = [of = member.of_const, range, zero, name = setting.name](const TrainingOptions& options) {
        if (of(options) != 0 || zero.empty()) require_in_range(name, of(options), range);
    };
    return setting;
}

Setting real(const Member<double>& member, Range<double> range, Description description) {
    Setting setting = with_json(std::move(description), member);
    setting.print = [of = member.of_const](const TrainingOptions& options) { return to_text(of(options)); };
    setting.parse = [of = member.of, range, name = setting.name](TrainingOptions& options, const std::string& given) {
        of(options) = parse_real(name, given, range);
    };
    setting.check = [of = member.of_const, range, name = setting.name](const TrainingOptions& options) {
        require_in_range(name, of(options), range);
    };
    return setting;
}

Setting flag(const Member<bool>& member, Description description) {
    Setting setting = with_json(std::move(description), member);
    setting.kind = Setting::Kind::flag;
    setting.flag_is_off = member.of_const(TrainingOptions{});
    setting.print = [of = member.of_const](const TrainingOptions& options) { return of(options) ? "true" : "false"; };
    setting.parse = [of = member.of, name = setting.name](TrainingOptions& options, const std::string& given) {
        of(options) = parse_flag(name, given);
    };
    return setting;
}

Setting text(const Member<std::string>& member, Description description) {
    Setting setting = with_json(std::move(description), member);
    setting.print = member.of_const;
    setting.parse = [of = member.of](TrainingOptions& options, const std::string& given) { of(options) = given; };
    return setting;
}

Setting texts(const Member<std::vector<std::string>>& member, Description description) {
    Setting setting = with_json(std::move(description), member);
    setting.kind = Setting::Kind::repeated;
    setting.print = [of = member.of_const](const TrainingOptions& options) { return join(of(options), "\n"); };
    setting.parse = [of = member.of](TrainingOptions& options, const std::string& given) {
        of(options).push_back(given);
    };
    return setting;
}

}  // namespace descent::training
