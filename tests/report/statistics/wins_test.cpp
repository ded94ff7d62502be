#include "report/statistics/wins.h"

#include <cmath>
#include <set>

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
    REQUIRE(matrix[0].difference.estimate == -0.1875);  // averages: -0.25 (3), -0.125 (2), 0 (1)
    REQUIRE(matrix[0].p == 0.5);                        // two pairs left, both below zero: 2/4
}

TEST_CASE("a positive difference means that the first is better, also for losses") {
    const Study s = study_with({"gd", "adam"}, {final("gd", 1, 0.75), final("adam", 1, 0.5)}, Metric::loss);
    REQUIRE(win_matrix(s, s.problems[0])[0].difference.estimate == 0.25);
    REQUIRE(win_matrix(s, s.problems[0])[0].wins == 1);
}

TEST_CASE("a finished run beats a diverged one, and two diverged runs are a tie") {
    const Study s = study_with({"gd", "adam"},
                               {final("gd", 1, 0.5), ended(final("gd", 2, 0.5), "diverged"),
                                ended(final("adam", 1, 0.5), "diverged"), ended(final("adam", 2, 0.5), "diverged")});
    const auto pair = win_matrix(s, s.problems[0])[0];
    REQUIRE(pair.wins == 1);
    REQUIRE(pair.ties == 1);
    REQUIRE(pair.difference.estimate == infinite);
}

TEST_CASE("a seed that only one of the two has makes no pair") {
    const Study s = study_with({"gd", "adam"}, {final("gd", 1, 0.5), final("gd", 2, 0.5), final("adam", 1, 0.5),
                                                ended(final("adam", 2, 0.5), "interrupted")});
    REQUIRE(win_matrix(s, s.problems[0])[0].pairs == 1);
    const Study empty = study_with({"gd", "adam"}, {});
    const auto pair = win_matrix(empty, empty.problems[0])[0];
    REQUIRE(pair.pairs == 0);
    REQUIRE(pair.p == 1);
    REQUIRE(std::isnan(pair.difference.estimate));
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

TEST_CASE("accuracies that differ by the same count of patterns are ties among the ranks") {
    // 1/359 five times, from different accuracies, and -2/359: W- = 6 of ranks 3 3 3 3 3 6.
    std::vector<TrialRecord> records;
    const auto of = [](double correct) { return correct / 359; };
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const double correct = 300 + 7 * static_cast<double>(seed);
        records.push_back(final("a", seed, of(seed == 6 ? correct - 2 : correct + 1)));
        records.push_back(final("b", seed, of(correct)));
    }
    const Study s = study_with({"a", "b"}, records);
    const double equal_ranks = signed_rank_p(std::vector<double>{1, 1, 1, 1, 1, -2});
    REQUIRE(win_matrix(s, s.problems[0])[0].p == equal_ranks);
    std::vector<double> rounded;
    for (std::size_t i = 0; i < records.size(); i += 2)
        rounded.push_back(records[i].test_accuracy - records[i + 1].test_accuracy);
    const std::set<double> distinct(rounded.begin(), rounded.end());
    REQUIRE(distinct.size() > 2);  // rounding parts what is equal
}

TEST_CASE("an optimizer whose every setting diverged in tuning loses every pair") {
    std::vector<TrialRecord> records = {ended(tuned("lost", "1", 0.5), "diverged"),
                                        ended(tuned("lost", "10", 0.5), "diverged"), tuned("adam", "1", 0.5)};
    for (std::uint64_t seed = 2; seed <= 9; ++seed) records.push_back(final("adam", seed, 0.5));
    const Study s = study_with({"lost", "adam"}, records);
    const auto pair = win_matrix(s, s.problems[0])[0];
    REQUIRE(pair.pairs == 8);
    REQUIRE(pair.losses == 8);
    REQUIRE(pair.p == smallest_p(8));
    REQUIRE(pair.difference.estimate == -infinite);
}
