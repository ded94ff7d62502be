#include <cmath>

#include "report/random_studies.h"
#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

struct Point {
    double expected, all_diverge, expected_with_replacement, all_diverge_with_replacement;
};

std::vector<Point> budget_curve(const Study& study, const std::string& optimizer) {
    std::vector<Point> curve;
    const Json summary = summary_of(study, optimizer);
    for (const Json& row : summary["budget"]) {
        curve.push_back({number(row, "expected"), number(row, "all_diverge"), number(row, "expected_with_replacement"),
                         number(row, "all_diverge_with_replacement")});
        REQUIRE(row.at("budget") == curve.size());
    }
    return curve;
}

/// Of an optimizer whose settings ended with these scores.
std::vector<Point> budget_curve(const std::vector<double>& scores, Metric metric) {
    std::vector<TrialRecord> records;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        TrialRecord record = tuned("gd", std::to_string(i + 1), scores[i]);
        record.curve.back().validation_loss = scores[i];
        records.push_back(std::isinf(scores[i]) ? ended(record, "diverged") : record);
    }
    return budget_curve(study_with({"gd"}, records, metric), "gd");
}

}  // namespace

TEST_CASE("the expected best of k draws without replacement is that of all subsets of k settings") {
    const auto curve = budget_curve({0.3, 0.1, 0.2}, Metric::accuracy);
    REQUIRE(curve.size() == 3);
    REQUIRE(curve[0].expected == Approx(0.2));                    // the mean
    REQUIRE(curve[1].expected == Approx((0.2 + 0.3 + 0.3) / 3));  // {1,2} {1,3} {2,3}
    REQUIRE(curve[2].expected == Approx(0.3));                    // the best
    for (const Point& point : curve) REQUIRE(point.all_diverge == 0);
}

TEST_CASE("with replacement the same setting may be drawn again") {
    const auto curve = budget_curve({0.1, 0.2, 0.3}, Metric::accuracy);
    REQUIRE(curve[0].expected_with_replacement == Approx(0.2));
    // Of nine ordered pairs the best is 0.1 once, 0.2 three times, 0.3 five times.
    REQUIRE(curve[1].expected_with_replacement == Approx((0.1 + 3 * 0.2 + 5 * 0.3) / 9));
    REQUIRE(curve[2].expected_with_replacement == Approx((0.1 + 7 * 0.2 + 19 * 0.3) / 27));
}

TEST_CASE("for a loss the best is the smallest") {
    const auto curve = budget_curve({0.3, 0.1, 0.2}, Metric::loss);
    REQUIRE(curve[0].expected == Approx(0.2));
    REQUIRE(curve[1].expected == Approx((0.1 + 0.1 + 0.2) / 3));
    REQUIRE(curve[2].expected == Approx(0.1));
}

TEST_CASE("diverged settings can be drawn, and how often nothing else is drawn is said") {
    // Settings: 0.6, 0.8 and two that diverged. Of six pairs one is both diverged; of the other five the best is
    // 0.6 in two (with each diverged one) and 0.8 in three.
    const auto curve = budget_curve({0.6, -infinite, 0.8, -infinite}, Metric::accuracy);
    REQUIRE(curve[0].all_diverge == Approx(0.5));
    REQUIRE(curve[0].expected == Approx(0.7));
    REQUIRE(curve[1].all_diverge == Approx(1.0 / 6));
    REQUIRE(curve[1].expected == Approx((2 * 0.6 + 3 * 0.8) / 5));
    REQUIRE(curve[2].all_diverge == 0);
    REQUIRE(curve[1].all_diverge_with_replacement == Approx(0.25));
    // Of 16 ordered pairs 4 diverge; 0.6 is best in 3^2 - 2^2 = 5, 0.8 in 4^2 - 3^2 = 7.
    REQUIRE(curve[1].expected_with_replacement == Approx((5 * 0.6 + 7 * 0.8) / 12));
}

TEST_CASE("where everything diverged there is no expected best") {
    const auto curve = budget_curve({infinite, infinite}, Metric::loss);
    REQUIRE(curve.size() == 2);
    REQUIRE(std::isnan(curve[0].expected));
    REQUIRE(curve[1].all_diverge == 1);
}

TEST_CASE("equal scores make a flat curve") {
    for (const Point& point : budget_curve({0.5, 0.5, 0.5, 0.5}, Metric::accuracy)) {
        REQUIRE(point.expected == Approx(0.5));
        REQUIRE(point.expected_with_replacement == Approx(0.5));
    }
}

TEST_CASE("the curve of a study is over the settings its optimizer was tuned on") {
    const Study s =
        study_with({"gd", "adam", "lion"}, {tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.7), tuned("adam", "1", 0.9)});
    const auto curve = budget_curve(s, "gd");
    REQUIRE(curve.size() == 2);
    REQUIRE(curve[0].expected == Approx(0.6));
    REQUIRE(curve[1].expected == Approx(0.7));
    REQUIRE(budget_curve(s, "lion").empty());
}

TEST_CASE("a larger budget is never worse, and less often all diverges") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        for (const std::string& name : names) {
            const auto curve = budget_curve(s, name);
            const auto tried = configurations(s, problem, name);
            CHECK(curve.size() == tried.size());
            for (std::size_t k = 0; k < curve.size(); ++k) {
                CHECK(ordered(curve[k].all_diverge, 1));
                CHECK(ordered(curve[k].all_diverge, curve[k].all_diverge_with_replacement));
                if (k > 0) CHECK(ordered(curve[k].all_diverge, curve[k - 1].all_diverge));
            }
            const Configuration* best = best_of(tried, problem.metric);
            if (best != nullptr) CHECK(curve.back().expected == Approx(best->score));
        }
    });
}

TEST_CASE("without divergence the expected best only gets better with the budget") {
    RandomStream stream(5, "scores");
    for (int repeat = 0; repeat < 50; ++repeat) {
        std::vector<double> scores;
        for (int i = 0; i < 9; ++i) scores.push_back(stream.uniform());
        const auto largest = budget_curve(scores, Metric::accuracy), smallest = budget_curve(scores, Metric::loss);
        for (std::size_t k = 1; k < scores.size(); ++k) {
            CHECK(ordered(largest[k - 1].expected, largest[k].expected));
            CHECK(ordered(smallest[k].expected, smallest[k - 1].expected));
            CHECK(ordered(largest[k].expected_with_replacement, largest[k].expected));  // draws are not wasted
        }
    }
}
