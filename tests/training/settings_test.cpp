// Every option of a run is a row: what is made from the rows holds for each of them.

#include "training/settings/setting.h"

#include <descent/error.h>

#include <set>

#include "support/catch.h"
#include "training/run_record.h"

using namespace descent;
using namespace descent::training;

namespace {

/// A value of each setting that is not its default.
const std::map<std::string, std::string> other_values = {
    {"loss", "cross-entropy"},
    {"init", "he-normal"},
    {"scaling", "min-max"},
    {"optimizer", "adam"},
    {"set", "momentum=0.5"},
    {"batch_size", "full"},
    {"epochs", "7"},
    {"max_steps", "9"},
    {"shuffle", "false"},
    {"schedule", "cosine"},
    {"weight_decay", "0.25"},
    {"clip_norm", "2"},
    {"clip_value", "3"},
    {"group", "*: frozen"},
    {"class_weights", "1,2"},
    {"patience", "4"},
    {"restore_best", "false"},
    {"on_divergence", "skip"},
    {"seed", "5"},
    {"threads", "2"},
    {"checkpoint", "c"},
    {"checkpoint_every", "6"},
    {"resume", "true"},
    {"min_improvement", "0.5"},
};

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
        REQUIRE(other_values.contains(one.name));
        TrainingOptions options;
        one.parse(options, other_values.at(one.name));
        CHECK(one.print(options) == other_values.at(one.name));
        for (const Setting& other : settings()) CHECK(other.is_default(options) == (other.name != one.name));
    }
}

TEST_CASE("the record of a run has every setting that decides bits, and tells when one differs") {
    const Registry registry = builtin_optimizers();
    TrainingOptions before{.optimizer = "momentum"};
    for (const Setting& one : settings()) {
        CAPTURE(one.name);
        TrainingOptions after = before;
        one.parse(after, other_values.at(one.name));
        const auto lines =
            differences(settings_record(before, registry, Scope::data), settings_record(after, registry, Scope::data));
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

TEST_CASE("a value out of range and a setting without the one it needs are refused by name") {
    CHECK(refusal({.epochs = 0}) == "epochs: is 0, expected a whole number from 1 up");
    CHECK(refusal({.weight_decay = -1}) == "weight_decay: is -1, expected a number from 0 up");
    CHECK(refusal({.threads = {5000}}) == "threads: is 5000, expected a whole number from 1 to 4096");
    CHECK(refusal({.min_improvement = 0.1}) == "min_improvement: needs patience");
    CHECK(refusal({.restore_best = false}) == "restore_best: needs patience");
    CHECK(refusal({.resume = true}) == "resume: needs checkpoint");
    CHECK(refusal({.checkpoint_every = 2}) == "checkpoint_every: needs checkpoint");
    CHECK(refusal({.patience = 3, .min_improvement = 0.1, .restore_best = false}) == "accepted");
}

TEST_CASE("settings of data are refused for a function") {
    for (const Setting& one : settings()) {
        CAPTURE(one.name);
        TrainingOptions options;
        one.parse(options, other_values.at(one.name));
        if (one.scope == Scope::data) {
            CHECK_THROWS_AS(refuse_data_settings(options), UsageError);
        } else {
            CHECK_NOTHROW(refuse_data_settings(options));
        }
    }
}
