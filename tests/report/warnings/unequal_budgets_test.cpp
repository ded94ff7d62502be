#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("optimizers that were tuned with different numbers of settings are warned about, with the numbers") {
    const std::vector<TrialRecord> equal = {tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.6), tuned("adam", "0.1", 0.7),
                                            tuned("adam", "1", 0.8)};
    REQUIRE(messages(study_with({"gd", "adam"}, equal), "unequal-budgets").empty());
    std::vector<TrialRecord> more = equal;
    more.push_back(tuned("adam", "10", 0.1));
    REQUIRE(messages(study_with({"gd", "adam"}, more), "unequal-budgets") ==
            std::vector<std::string>{"the optimizers were tuned with different numbers of settings: gd 2, adam 3"});
}
