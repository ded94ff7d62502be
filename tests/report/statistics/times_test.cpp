#include "report/statistics/times.h"

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

namespace {

TrialTimes took(const TrialRecord& record, std::vector<double> seconds) {
    return {key_of(record.trial), std::move(seconds)};
}

}  // namespace

TEST_CASE("seconds are those of whole runs, and of runs up to their target") {
    const auto one = climbing("gd", 1, {0.2, 0.9}), two = climbing("gd", 2, {0.9, 0.9}),
               three = climbing("gd", 3, {0.1, 0.1});
    const Study s = study_with({"gd"}, {one, two, three});
    const TimeFigure time =
        time_figure(s, s.problems[0], "gd", 0.8, {took(one, {1, 3}), took(two, {2, 4}), took(three, {1, 2})});
    REQUIRE(time.seconds.n == 3);
    REQUIRE(time.seconds.median == 3);            // of 3, 4, 2
    REQUIRE(time.seconds_to_target.median == 3);  // of 3, 2, infinite
    REQUIRE(time.seconds_to_target.upper_quartile == infinite);
    REQUIRE(time.seconds_per_epoch == 1.5);  // of 1, 2, 2, 2, 1, 1
}

TEST_CASE("a trial without times is left out, and of two times the last one stands") {
    const auto one = climbing("gd", 1, {0.9}), two = climbing("gd", 2, {0.9});
    const Study s = study_with({"gd"}, {one, two});
    const TimeFigure time = time_figure(s, s.problems[0], "gd", 0.8, {took(one, {7}), took(one, {5})});
    REQUIRE(time.seconds.n == 1);
    REQUIRE(time.seconds.median == 5);
}

TEST_CASE("without a target there are no seconds to it, and a diverged run is no whole run") {
    const auto one = climbing("gd", 1, {0.9, 0.9}), two = ended(climbing("gd", 2, {0.9, 0.9}), "diverged", 1);
    const Study s = study_with({"gd"}, {one, two});
    const TimeFigure time = time_figure(s, s.problems[0], "gd", std::nullopt, {took(one, {1, 2}), took(two, {1})});
    REQUIRE(time.seconds_to_target.n == 0);
    REQUIRE(time.seconds.n == 1);
}
