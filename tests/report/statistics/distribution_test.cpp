#include "report/statistics/distribution.h"

#include <cmath>

#include "study/hand_made.h"
#include "study/quantile.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("a quantile interpolates between the two order statistics around it") {
    const std::vector<double> four = {1, 2, 4, 8};
    REQUIRE(quantile(four, 0.5) == 3);      // h = 1.5
    REQUIRE(quantile(four, 0.25) == 1.75);  // h = 0.75
    REQUIRE(quantile(four, 0.75) == 5);     // h = 2.25
    REQUIRE(quantile(four, 0) == 1);
    REQUIRE(quantile(four, 1) == 8);
    const std::vector<double> five = {1, 2, 3, 4, 10};
    REQUIRE(quantile(five, 0.5) == 3);
    REQUIRE(quantile(five, 0.25) == 2);
    REQUIRE(std::isnan(quantile({}, 0.5)));
}

TEST_CASE("a quantile that touches an infinite value is infinite") {
    const std::vector<double> missed = {10, 20, infinite, infinite};
    REQUIRE(quantile(missed, 0.5) == infinite);  // between 20 and infinity
    REQUIRE(quantile(missed, 0.25) == 17.5);     // between 10 and 20
    REQUIRE(quantile(missed, 1.0 / 3) == 20);    // exactly the second
    const std::vector<double> diverged = {-infinite, 0.5, 0.6};
    REQUIRE(quantile(diverged, 0.25) == -infinite);
    REQUIRE(quantile(diverged, 0.5) == 0.5);
    const std::vector<double> all = {infinite, infinite};
    REQUIRE(quantile(all, 0.5) == infinite);  // not NaN, as inf - inf would be
}

TEST_CASE("a distribution does not depend on the order of its values") {
    const Distribution a = describe({3, 1, 2, 5, 4});
    const Distribution b = describe({5, 4, 3, 2, 1});
    REQUIRE(a.n == 5);
    REQUIRE(a.median == 3);
    REQUIRE(a.lower_quartile == 2);
    REQUIRE(a.upper_quartile == 4);
    REQUIRE(a.low == b.low);
    REQUIRE(a.high == b.high);
}

TEST_CASE("the bootstrap interval is that of resampled medians") {
    // Five values: P(median of a resample = smallest) = P(at least 3 of 5 draws hit it) = 0.0579, so the 2.5% point is
    // the smallest value and the 97.5% point the largest.
    const Distribution five = describe({1, 2, 3, 4, 5});
    REQUIRE(five.low == 1);
    REQUIRE(five.high == 5);
    // Nine values: P(median <= 2nd) = P(Bin(9, 2/9) >= 5) = 0.0210 < 0.025 < P(Bin(9, 3/9) >= 5) = 0.1448.
    const Distribution nine = describe({1, 2, 3, 4, 5, 6, 7, 8, 9});
    REQUIRE(nine.low >= 2);
    REQUIRE(nine.low <= 3);
    REQUIRE(nine.high >= 7);
    REQUIRE(nine.high <= 8);
}

TEST_CASE("equal values and single values have an interval of no width") {
    const Distribution equal = describe({2, 2, 2});
    REQUIRE(equal.low == 2);
    REQUIRE(equal.high == 2);
    const Distribution one = describe({7});
    REQUIRE(one.low == 7);
    REQUIRE(one.median == 7);
    REQUIRE(one.upper_quartile == 7);
}

TEST_CASE("an empty sample has no numbers") {
    const Distribution empty = describe({});
    REQUIRE(empty.n == 0);
    REQUIRE(std::isnan(empty.median));
    REQUIRE(std::isnan(empty.low));
}

TEST_CASE("misses reach the interval only when resamples often hold them") {
    const Distribution one_miss = describe({10, 10, 10, 10, 10, 10, 10, 10, 10, infinite});
    REQUIRE(one_miss.median == 10);
    REQUIRE(one_miss.high == 10);
    const Distribution most_miss = describe({10, infinite, infinite});
    REQUIRE(most_miss.median == infinite);
    REQUIRE(most_miss.low == 10);
    REQUIRE(most_miss.high == infinite);
}
