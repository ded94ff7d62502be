#include "report/warnings/messages.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("an optimizer that diverged at every setting is warned about") {
    const Study s = study_with({"gd"}, {ended(tuned("gd", "10", 0.5), "diverged", 1)});
    REQUIRE(messages(s, "all-diverged").size() == 1);
}
