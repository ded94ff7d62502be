#include "report/statistics/divergence.h"

#include <cmath>

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("the rate of divergence is that among runs with a result, phase by phase") {
    const Study s = study_with({"gd"}, {tuned("gd", "0.1", 0.5), ended(tuned("gd", "1", 0.5), "diverged", 2),
                                        ended(tuned("gd", "10", 0.5), "diverged", 1),
                                        ended(tuned("gd", "100", 0.5), "failed"), final("gd", 2, 0.5)});
    const Divergence tuning = divergence(s, s.problems[0], "gd", Phase::tune);
    REQUIRE(tuning.runs == 3);
    REQUIRE(tuning.diverged == 2);
    REQUIRE(tuning.rate() == Approx(2.0 / 3));
    REQUIRE(tuning.earliest_epoch == 1u);
    const Divergence final = divergence(s, s.problems[0], "gd", Phase::final);
    REQUIRE(final.diverged == 0);
    REQUIRE(final.rate() == 0);
    REQUIRE(!final.earliest_epoch);
}

TEST_CASE("without runs there is no rate") {
    const Study s = study_with({"gd"}, {});
    REQUIRE(std::isnan(divergence(s, s.problems[0], "gd", Phase::tune).rate()));
}
