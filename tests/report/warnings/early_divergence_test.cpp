#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("divergence at the best setting is warned about") {
    const Study s = study_with({"gd"}, {final("gd", 2, 0.5), ended(final("gd", 3, 0.5), "diverged", 1)});
    REQUIRE(messages(s, "early-divergence") ==
            std::vector<std::string>{"gd: 1 of 2 final runs diverged, the first after 1 whole epochs"});
    const Study fine = study_with({"gd"}, {final("gd", 2, 0.5), ended(tuned("gd", "10", 0.5), "diverged", 1)});
    REQUIRE(messages(fine, "early-divergence").empty());
}
