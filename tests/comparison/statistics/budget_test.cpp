#include "comparison/statistics/budget.h"

#include <cmath>

#include "comparison/hand_made.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("the expected best of k draws without replacement is that of all subsets of k settings") {
    const auto curve = budget_curve({0.3, 0.1, 0.2}, Metric::accuracy);
    REQUIRE(curve.size() == 3);
    REQUIRE(curve[0].expected == Approx(0.2));                    // the mean
    REQUIRE(curve[1].expected == Approx((0.2 + 0.3 + 0.3) / 3));  // {1,2} {1,3} {2,3}
    REQUIRE(curve[2].expected == Approx(0.3));                    // the best
    for (const BudgetPoint& point : curve) REQUIRE(point.all_diverge == 0);
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
    for (const BudgetPoint& point : budget_curve({0.5, 0.5, 0.5, 0.5}, Metric::accuracy)) {
        REQUIRE(point.expected == Approx(0.5));
        REQUIRE(point.expected_with_replacement == Approx(0.5));
    }
}

TEST_CASE("the curve of a study is over the settings its optimizer was tuned on") {
    const Study s = study({"gd", "adam"}, {tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.7), tuned("adam", "1", 0.9)});
    const auto curve = budget_curve(s, s.problems[0], "gd");
    REQUIRE(curve.size() == 2);
    REQUIRE(curve[0].expected == Approx(0.6));
    REQUIRE(curve[1].expected == Approx(0.7));
    REQUIRE(budget_curve(s, s.problems[0], "absent").empty());
}
