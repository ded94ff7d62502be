#include "report/statistics/over_problems.h"

#include <cmath>

#include "report/several_problems.h"
#include "report/statistics/pairs_needed.h"
#include "report/statistics/run_scores.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("gains are shares of the larger error, and a diverged run is the largest error") {
    CHECK(gain(0.1, 0.2) == 0.5);
    CHECK(gain(0.2, 0.1) == -0.5);
    CHECK(gain(0.2, 0.2) == 0);
    CHECK(gain(0, 0) == 0);
    CHECK(gain(0.2, INFINITY) == 1);
    CHECK(gain(INFINITY, 0.2) == -1);
    CHECK(gain(INFINITY, INFINITY) == 0);
}

TEST_CASE("mean ranks are over the problems, ties and divergence included") {
    const OverProblems result = over_problems(study_over({{0.9, 0.8, 0.7}, {0.9, 0.9, 0.5}, {0.6, none, none}}));
    REQUIRE(result.problems == 3);
    REQUIRE(result.ranks[0].optimizer == "a");
    REQUIRE(result.ranks[0].rank == (1 + 1.5 + 1) / 3);
    REQUIRE(result.ranks[1].rank == (2 + 1.5 + 2.5) / 3);
    REQUIRE(result.ranks[2].rank == (3 + 3 + 2.5) / 3);
    const ProblemPair pair = result.pair_of("b", "a");
    CHECK(pair.wins == 0);
    CHECK(pair.ties == 1);
    CHECK(pair.losses == 2);
    CHECK(pair.gain == Approx(-0.5));
}

TEST_CASE("a problem on which an optimizer has no result does not count") {
    Study study = study_over({{0.9, 0.8, 0.7}, {0.9, 0.8, 0.7}});
    std::erase_if(study.trials, [](const TrialRecord& record) {
        return record.trial.problem == "p1" && record.trial.optimizer == "c";
    });
    CHECK(over_problems(study).problems == 1);
}

TEST_CASE("what the tests do not tell apart is a group, and groups do not lie within others") {
    std::vector<std::vector<double>> clear(9, {0.9, 0.9, 0.5});
    for (std::size_t p = 0; p < clear.size(); ++p) clear[p][2] -= 0.01 * static_cast<double>(p);
    const OverProblems result = over_problems(study_over(clear));
    REQUIRE(result.pair_of("a", "c").corrected_p < 0.05);
    REQUIRE(result.groups == std::vector<std::vector<std::string>>{{"a", "b"}});
    REQUIRE(over_problems(study_over({{0.9, 0.8, 0.7}})).groups ==
            std::vector<std::vector<std::string>>{{"a", "b", "c"}});
}

TEST_CASE("the number of pairs that would decide follows from the sums of two differences") {
    const std::vector<double> agree = {1, 2, 3};
    CHECK(pairs_needed(agree, 1) == 6);  // 2^-5 is the first below 0.05
    CHECK(pairs_needed(agree, 3) == 7);
    const std::vector<double> mixed = {1, 2, -0.5, 3};  // of the sums 6 of 6 are above 0
    CHECK(pairs_needed(mixed, 1) == 6);
    const std::vector<double> open = {1, -2, 3};  // 2 of 3: (1.95996 + 0.84162)^2 / (3 / 36) = 94.2
    CHECK(pairs_needed(open, 1) == 95);
    const std::vector<double> level = {1, -1};
    CHECK(!pairs_needed(level, 1));
    CHECK(!pairs_needed(std::vector<double>{1}, 1));
}

TEST_CASE("scores of runs need no unit, and the probability of improvement counts pairs of runs") {
    const Study study = study_over({{0.9, 0.8, 0.7}, {0.9, 0.8, none}});
    const auto scores = run_scores(study);
    REQUIRE(scores.size() == 3);
    CHECK(scores[0].mean.value == 1);
    CHECK(scores[1].mean.value == 0.5);
    CHECK(scores[2].mean.value == 0);
    CHECK(scores[1].mean.low == 0.5);
    CHECK(!scores[0].improvement);
    CHECK(scores[1].improvement->value == 0);
    Study against = study;
    against.baseline = "c";
    CHECK(run_scores(against)[0].improvement->value == 1);
}
