#include "report/statistics/to_target.h"

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("a target is reached at the first epoch that is at least as good") {
    const auto record = climbing("gd", 1, {0.2, 0.5, 0.4, 0.9});
    REQUIRE(reaches(record, Metric::accuracy, 0.5) == 1u);
    REQUIRE(reaches(record, Metric::accuracy, 0.51) == 3u);
    REQUIRE(!reaches(record, Metric::accuracy, 0.95));
    REQUIRE(reaches(record, Metric::loss, 0.55) == 1u);  // losses are 0.8, 0.5, 0.6, 0.1
}

TEST_CASE("an epoch without a number reaches nothing") {
    auto record = climbing("gd", 1, {0.2, 0.5});
    for (CurvePoint& point : record.curve) point.validation_accuracy = point.accuracy = none;
    REQUIRE(!reaches(record, Metric::accuracy, 0.1));
}

TEST_CASE("without held-out data the training figure is looked at") {
    auto record = climbing("gd", 1, {0.2, 0.5});
    for (CurvePoint& point : record.curve) point.validation_loss = none;
    REQUIRE(reaches(record, Metric::loss, 0.5) == 1u);
}

TEST_CASE("a miss is infinite, and so is a median that falls on one") {
    const Study s = study_with(
        {"gd"}, {climbing("gd", 1, {0.6, 0.7}), climbing("gd", 2, {0.1, 0.6}), climbing("gd", 3, {0.1, 0.2})});
    const ToTarget reached = to_target(s, s.problems[0], "gd", 0.6);
    REQUIRE(reached.runs == 3);
    REQUIRE(reached.hits == 2);
    REQUIRE(reached.hit_rate() == Approx(2.0 / 3));
    REQUIRE(reached.steps.median == 20);  // of 10, 20, infinite
    REQUIRE(reached.epochs.median == 2);
    REQUIRE(reached.steps.upper_quartile == infinite);
    const ToTarget hard = to_target(s, s.problems[0], "gd", 0.65);
    REQUIRE(hard.hits == 1);
    REQUIRE(hard.steps.median == infinite);
}

TEST_CASE("a run that reached the target and then diverged has reached it") {
    const Study s = study_with({"gd"}, {ended(climbing("gd", 1, {0.6, 0.7, 0.8}), "diverged", 2)});
    const ToTarget reached = to_target(s, s.problems[0], "gd", 0.7);
    REQUIRE(reached.hits == 1);
    REQUIRE(reached.steps.median == 20);
}

TEST_CASE("interrupted runs are not misses") {
    const Study s =
        study_with({"gd"}, {climbing("gd", 1, {0.6}), ended(climbing("gd", 2, {0.1, 0.6}), "interrupted", 1)});
    REQUIRE(to_target(s, s.problems[0], "gd", 0.6).runs == 1);
    REQUIRE(to_target(s, s.problems[0], "gd", 0.6).hit_rate() == 1);
}

TEST_CASE("an optimizer without runs has a hit rate of zero and no steps") {
    const Study s = study_with({"gd"}, {});
    const ToTarget reached = to_target(s, s.problems[0], "gd", 0.6);
    REQUIRE(reached.runs == 0);
    REQUIRE(reached.hit_rate() == 0);
    REQUIRE(reached.steps.n == 0);
}

TEST_CASE("the target asked for stands, else it is what is good beside the middle one of the best tuning scores") {
    Study s =
        study_with({"gd", "adam", "lion"}, {tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.6), tuned("adam", "0.1", 0.9),
                                            tuned("lion", "0.1", 0.7), final("gd", 2, 0.99)});
    REQUIRE(target_of(s, s.problems[0]) == 0.7 - 0.02);  // beside the middle one of 0.6, 0.9, 0.7
    s.problems[0].metric = Metric::loss;                 // losses are 1 - accuracy: 0.4, 0.1, 0.3
    REQUIRE(*target_of(s, s.problems[0]) == Approx(0.33));
    s.problems[0].metric = Metric::accuracy;
    s.target_accuracy = 0.95;
    REQUIRE(target_of(s, s.problems[0]) == 0.95);
    const Study untuned = study_with({"gd"}, {final("gd", 2, 0.99)});
    REQUIRE(!target_of(untuned, untuned.problems[0]));
}

TEST_CASE("of two optimizers, the target is within reach of the one behind") {
    Study s = study_with({"gd", "adam"}, {tuned("gd", "0.1", 0.5), tuned("adam", "0.1", 0.9)});
    REQUIRE(target_of(s, s.problems[0]) == 0.5 - 0.02);
    s.problems[0].metric = Metric::loss;
    REQUIRE(*target_of(s, s.problems[0]) == Approx(0.55));
}
