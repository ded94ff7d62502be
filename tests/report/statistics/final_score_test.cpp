#include "report/statistics/final_score.h"

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("final figures are median and quartiles over the seeds") {
    const Study s =
        study_with({"gd"}, {final("gd", 1, 0.5), final("gd", 2, 0.75), final("gd", 3, 0.25), tuned("gd", "0.1", 1)});
    const FinalScore score = final_score(s, s.problems[0], "gd");
    REQUIRE(score.runs == 3);
    REQUIRE(score.finished == 3);
    REQUIRE(score.test_accuracy.median == 0.5);
    REQUIRE(score.test_accuracy.lower_quartile == 0.375);
    REQUIRE(score.test_loss.median == 0.5);
    REQUIRE(score.test_loss.upper_quartile == 0.625);
    REQUIRE(score.validation_accuracy.median == 0.5);
    REQUIRE(score.training_loss.median == 0.5);
    REQUIRE(score.settings->at("learning_rate") == "0.1");
}

TEST_CASE("a diverged run counts in the order as worse than every number") {
    const Study s =
        study_with({"gd"}, {final("gd", 1, 0.5), final("gd", 2, 0.75), ended(final("gd", 3, 0.9), "diverged")});
    const FinalScore score = final_score(s, s.problems[0], "gd");
    REQUIRE(score.runs == 3);
    REQUIRE(score.diverged == 1);
    REQUIRE(score.test_accuracy.median == 0.5);  // of -inf, 0.5, 0.75
    REQUIRE(score.test_accuracy.lower_quartile == -infinite);
    REQUIRE(score.test_loss.median == 0.5);  // of 0.25, 0.5, inf
    REQUIRE(score.test_loss.upper_quartile == infinite);
}

TEST_CASE("interrupted and failed runs are missing, not bad") {
    const Study s = study_with(
        {"gd"}, {final("gd", 1, 0.5), ended(final("gd", 2, 0.9), "interrupted"), ended(final("gd", 3, 0.9), "failed")});
    const FinalScore score = final_score(s, s.problems[0], "gd");
    REQUIRE(score.runs == 1);
    REQUIRE(score.missing == 2);
    REQUIRE(score.test_accuracy.n == 1);
    REQUIRE(score.test_accuracy.median == 0.5);
}

TEST_CASE("an optimizer whose runs all diverged has no number at all") {
    const Study s =
        study_with({"gd"}, {ended(final("gd", 1, 0.5), "diverged"), ended(final("gd", 2, 0.5), "diverged")});
    const FinalScore score = final_score(s, s.problems[0], "gd");
    REQUIRE(score.diverged == 2);
    REQUIRE(score.test_accuracy.n == 0);
}

TEST_CASE("where there are no classes there is no accuracy") {
    auto record = final("gd", 1, 0.5);
    record.test_accuracy = none;
    for (CurvePoint& point : record.curve) point.accuracy = point.validation_accuracy = none;
    const Study s = study_with({"gd"}, {record}, Metric::loss);
    const FinalScore score = final_score(s, s.problems[0], "gd");
    REQUIRE(score.test_accuracy.n == 0);
    REQUIRE(score.score.n == 1);
    REQUIRE(score.score.median == 0.5);
}
