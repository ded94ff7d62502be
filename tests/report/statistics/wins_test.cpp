#include "report/statistics/wins.h"

#include <cmath>

#include "report/statistics/signed_rank.h"
#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("runs are paired by seed, and the better test score wins") {
    const Study s = study_with({"gd", "adam"}, {final("gd", 1, 0.5), final("gd", 2, 0.75), final("gd", 3, 0.25),
                                                final("adam", 3, 0.5), final("adam", 1, 0.75), final("adam", 2, 0.75)});
    const auto matrix = win_matrix(s, s.problems[0]);
    REQUIRE(matrix.size() == 1);
    REQUIRE(matrix[0].a == "gd");
    REQUIRE(matrix[0].b == "adam");
    REQUIRE(matrix[0].pairs == 3);
    REQUIRE(matrix[0].wins == 0);
    REQUIRE(matrix[0].ties == 1);
    REQUIRE(matrix[0].losses == 2);
    REQUIRE(matrix[0].median_difference == -0.25);  // of -0.25, 0, -0.25
    REQUIRE(matrix[0].p == 0.5);                    // two pairs left, both below zero: 2/4
}

TEST_CASE("a positive difference means that the first is better, also for losses") {
    const Study s = study_with({"gd", "adam"}, {final("gd", 1, 0.75), final("adam", 1, 0.5)}, Metric::loss);
    REQUIRE(win_matrix(s, s.problems[0])[0].median_difference == 0.25);
    REQUIRE(win_matrix(s, s.problems[0])[0].wins == 1);
}

TEST_CASE("a finished run beats a diverged one, and two diverged runs are a tie") {
    const Study s = study_with({"gd", "adam"},
                               {final("gd", 1, 0.5), ended(final("gd", 2, 0.5), "diverged"),
                                ended(final("adam", 1, 0.5), "diverged"), ended(final("adam", 2, 0.5), "diverged")});
    const auto pair = win_matrix(s, s.problems[0])[0];
    REQUIRE(pair.wins == 1);
    REQUIRE(pair.ties == 1);
    REQUIRE(pair.median_difference == infinite);
}

TEST_CASE("a seed that only one of the two has makes no pair") {
    const Study s = study_with({"gd", "adam"}, {final("gd", 1, 0.5), final("gd", 2, 0.5), final("adam", 1, 0.5),
                                                ended(final("adam", 2, 0.5), "interrupted")});
    REQUIRE(win_matrix(s, s.problems[0])[0].pairs == 1);
    const Study empty = study_with({"gd", "adam"}, {});
    const auto pair = win_matrix(empty, empty.problems[0])[0];
    REQUIRE(pair.pairs == 0);
    REQUIRE(pair.p == 1);
    REQUIRE(std::isnan(pair.median_difference));
}

TEST_CASE("p-values are corrected over all pairs of optimizers") {
    std::vector<TrialRecord> records;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        const double noise = 0.001 * static_cast<double>(seed);
        records.push_back(final("a", seed, 0.9 + noise));
        records.push_back(final("b", seed, 0.8 + 2 * noise));
        records.push_back(final("c", seed, 0.7 + 3 * noise));
    }
    const Study s = study_with({"a", "b", "c"}, records);
    const auto matrix = win_matrix(s, s.problems[0]);
    REQUIRE(matrix.size() == 3);
    for (const PairOfOptimizers& pair : matrix) {
        REQUIRE(pair.wins == 8);
        REQUIRE(pair.p == 2.0 / 256);
        REQUIRE(pair.corrected_p == 3 * 2.0 / 256);
        REQUIRE(pair.corrected_p < significance_level);
    }
}
