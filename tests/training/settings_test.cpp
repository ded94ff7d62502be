// Every option of a run is a row: what is made from the rows holds for each of them.

#include "training/settings/setting.h"

#include <descent/error.h>

#include <set>

#include "support/catch.h"
#include "training/run_record.h"

using namespace descent;
using namespace descent::training;

namespace {

/// The last of "(known: a, b, c)" in the message that refuses a name.
std::string last_known(const Setting& setting) {
    try {
        TrainingOptions options;
        setting.parse(options, "no such name");
    } catch (const UsageError& error) {
        const std::string& text = error.problem();
        const std::size_t begin = text.rfind(' ') + 1;
        return text.substr(begin, text.size() - 1 - begin);
    }
    return "";
}

/// A text that gives the setting another value than its default.
std::string other_value(const Setting& setting) {
    if (setting.name == "optimizer") return "adam";
    if (setting.name == "set") return "momentum=0.5";
    for (const std::string& text :
         {std::string("7"), std::string("0.5"), std::string("true"), std::string("false"), last_known(setting)}) {
        try {
            TrainingOptions options;
            setting.parse(options, text);
            if (!setting.is_default(options)) return text;
        } catch (const UsageError&) {
            continue;  // not a text for this kind
        }
    }
    return "";
}

TrainingOptions with_other_value(const Setting& setting, TrainingOptions options = {}) {
    setting.parse(options, other_value(setting));
    return options;
}

std::string refusal(const TrainingOptions& options) {
    try {
        check_settings(options);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("settings have names of their own, a help, and defaults within their range") {
    std::set<std::string> names, records;
    for (const Setting& one : settings()) {
        CAPTURE(one.name);
        CHECK(names.insert(one.name).second);
        CHECK(records.insert(one.record_name()).second);
        CHECK_FALSE(one.help.empty());
        CHECK(one.value.empty() == (one.kind == Setting::Kind::flag));
        CHECK(one.is_default({}));
        CHECK_NOTHROW(one.check({}));
    }
    CHECK(refusal({}) == "accepted");
}

TEST_CASE("the text of every setting reads back as the same value and changes no other") {
    for (const Setting& one : settings()) {
        CAPTURE(one.name);
        const TrainingOptions options = with_other_value(one);
        CHECK(one.print(options) == other_value(one));
        for (const Setting& other : settings()) CHECK(other.is_default(options) == (other.name != one.name));
    }
}

TEST_CASE("the record of a run has every setting that decides bits, and tells when one differs") {
    const Registry registry = builtin_optimizers();
    const TrainingOptions before{.optimizer = "momentum"};
    for (const Setting& one : settings()) {
        CAPTURE(one.name);
        const auto lines = differences(settings_record(before, registry, Scope::data),
                                       settings_record(with_other_value(one, before), registry, Scope::data));
        const bool may_differ = !one.decides_bits || one.is_length;
        CHECK(lines.empty() == may_differ);
        if (!may_differ) CHECK(lines.front().rfind(one.record_name() + " is ", 0) == 0);
    }
}

TEST_CASE("the record for a function leaves out what only data has") {
    const Json record = settings_record({}, builtin_optimizers(), Scope::any);
    for (const Setting& one : settings()) {
        CAPTURE(one.name);
        CHECK(record.contains(one.record_name()) == (one.decides_bits && one.scope == Scope::any));
    }
}

TEST_CASE("a value out of range is refused by name") {
    CHECK(refusal({.epochs = 0}) == "epochs: is 0, expected a whole number from 1 up");
    CHECK(refusal({.weight_decay = -1}) == "weight_decay: is -1, expected a number from 0 up");
    CHECK(refusal({.threads = {5000}}) == "threads: is 5000, expected a whole number from 1 to 4096");
}

TEST_CASE("a setting without the one that it needs is refused, and with it taken") {
    std::size_t needy = 0;
    for (const Setting& one : settings()) {
        if (one.needs.empty()) continue;
        ++needy;
        CHECK(refusal(with_other_value(one)) == one.name + ": needs " + one.needs);
        CHECK(refusal(with_other_value(one, with_other_value(setting(one.needs)))) == "accepted");
    }
    CHECK(needy >= 4);
}

TEST_CASE("a setting is refused with the one that takes its effect") {
    for (const Setting& one : settings()) {
        if (one.excludes.empty()) continue;
        CHECK(refusal(with_other_value(one, with_other_value(setting(one.excludes)))) ==
              one.name + ": has no effect with " + one.excludes);
    }
}

TEST_CASE("settings of data are refused for a function") {
    for (const Setting& one : settings()) {
        CAPTURE(one.name);
        const TrainingOptions options = with_other_value(one);
        if (one.scope == Scope::data) {
            CHECK_THROWS_AS(refuse_data_settings(options), UsageError);
        } else {
            CHECK_NOTHROW(refuse_data_settings(options));
        }
    }
}
