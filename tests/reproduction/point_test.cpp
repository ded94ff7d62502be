#include "reproduction/point.h"

#include <cmath>
#include <limits>

#include "support/catch.h"

using namespace descent::reproduction;

namespace {

/// Mean 5.5, standard deviation sqrt(82.5 / 9).
const std::vector<double> one_to_ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

Pair pair(double published, std::vector<double> ours = one_to_ten) {
    return {.name = "loss", .published = {.value = published}, .ours = std::move(ours)};
}

}  // namespace

TEST_CASE("a band is the prediction interval of Student's distribution") {
    const double spread = std::sqrt(82.5 / 9);
    const Point one = points_of({pair(5)}).front();
    CHECK(one.ours == Approx(5.5));
    CHECK(one.high - one.ours == Approx(2.262157163 * spread * std::sqrt(1.1)));  // t, 9 degrees, two-sided 0.05
    CHECK(one.ours - one.low == Approx(one.high - one.ours));
    Pair mean = pair(5);
    mean.published = {.value = 5, .runs = 10, .rounding = 0.25};
    CHECK(points_of({mean}).front().high == Approx(5.5 + 2.262157163 * spread * std::sqrt(0.2) + 0.25));
}

TEST_CASE("the points of an experiment share its level") {
    const std::vector<Pair> five(5, pair(5));
    CHECK(points_of(five).front().high == Approx(5.5 + 3.249835542 * std::sqrt(82.5 / 9 * 1.1)));  // 0.01
}

TEST_CASE("a figure passes within its band, and one that is known to differ outside of it") {
    CHECK(points_of({pair(12)}).front().passes());
    CHECK_FALSE(points_of({pair(13)}).front().passes());
    CHECK_FALSE(points_of({pair(-2)}).front().passes());
    Pair different = pair(13);
    different.known_difference = "another rule was run";
    CHECK(points_of({different}).front().passes());
    different.published.value = 12;
    CHECK_FALSE(points_of({different}).front().passes());
}

TEST_CASE("a run that diverged leaves no band to lie in") {
    for (const double end : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        CHECK_FALSE(points_of({pair(5, {5, end, 5})}).front().passes());
    }
}

TEST_CASE("counts may be off by as much as is allowed") {
    CHECK(count_within("rates", 18, 17, 1).passes());
    CHECK(count_within("rates", 18, 19, 1).passes());
    CHECK_FALSE(count_within("rates", 18, 16, 1).passes());
}
