#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

TrialRecord with(TrialRecord record, const std::string& name, const std::string& value) {
    record.trial.settings[name] = value;
    return record;
}

}  // namespace

TEST_CASE("a best rate on the edge of what was tried is warned about") {
    const Study s =
        study_with({"gd", "adam"}, {tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.7), tuned("adam", "0.1", 0.5),
                                    tuned("adam", "1", 0.7), tuned("adam", "10", 0.6)});
    const auto found = messages(s, "best-on-edge");
    REQUIRE(found == std::vector<std::string>{"gd: the best learning_rate, 1, is the largest that was tried"});
}

TEST_CASE("any setting of three values or more is looked at, a choice between two is not") {
    const Study s =
        study_with({"momentum"}, {with(with(tuned("momentum", "1", 0.5), "momentum", "0.9"), "nesterov", "0"),
                                  with(with(tuned("momentum", "1", 0.6), "momentum", "0.99"), "nesterov", "1"),
                                  with(with(tuned("momentum", "1", 0.7), "momentum", "0.9999"), "nesterov", "1")});
    const auto found = messages(s, "best-on-edge");
    REQUIRE(found == std::vector<std::string>{"momentum: the best momentum, 0.9999, is the largest that was tried"});
}
