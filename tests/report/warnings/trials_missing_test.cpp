#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("failed and interrupted trials are counted in a warning") {
    const Study s =
        study_with({"gd"}, {ended(final("gd", 2, 0.5), "failed"), ended(tuned("gd", "1", 0.5), "interrupted")});
    REQUIRE(messages(s, "trials-missing") ==
            std::vector<std::string>{"gd: trials that failed: 1, interrupted: 1; no figure counts them"});
    REQUIRE(messages(study_with({"gd"}, {final("gd", 2, 0.5)}), "trials-missing").empty());
}
