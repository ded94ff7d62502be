#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("a best rate on the edge of what was tried is warned about") {
    const Study s =
        study_with({"gd", "adam"}, {tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.7), tuned("adam", "0.1", 0.5),
                                    tuned("adam", "1", 0.7), tuned("adam", "10", 0.6)});
    const auto found = messages(s, "best-on-edge");
    REQUIRE(found == std::vector<std::string>{"gd: the best learning rate, 1, is the largest that was tried"});
}
