#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("a target that no run reached is warned about") {
    Study s = study_with({"gd", "adam"}, {climbing("gd", 2, {0.1, 0.2}), climbing("adam", 2, {0.1, 0.9})});
    s.target_accuracy = 0.9;
    REQUIRE(messages(s, "target-never-reached") ==
            std::vector<std::string>{"gd: none of 1 runs reached the target 0.9"});
}
