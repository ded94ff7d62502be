#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("summary.json has the rate of divergence of each phase") {
    const Study s = study_with({"gd"}, {tuned("gd", "0.1", 0.5), ended(tuned("gd", "1", 0.5), "diverged", 1)});
    const Json divergence = summary_of(s, "gd")["divergence"];
    REQUIRE(divergence["tune"] == Json({{"runs", 2}, {"diverged", 1}, {"rate", 0.5}, {"earliest_epoch", 1}}));
    REQUIRE(divergence["final"]["rate"].is_null());
    REQUIRE(divergence["final"]["earliest_epoch"].is_null());
}
