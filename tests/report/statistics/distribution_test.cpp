#include "report/statistics/distribution.h"

#include <cmath>

#include "base/random.h"
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
    REQUIRE(a.interval.low == b.interval.low);
    REQUIRE(a.interval.high == b.interval.high);
}

TEST_CASE("the interval of the median lies between two order statistics, with their exact coverage") {
    // Binomial tables: P(2 <= Bin(9, 1/2) <= 7) = 492/512; P(3 <= Bin(9, 1/2) <= 6) = 420/512 would be too narrow.
    const Distribution nine = describe({9, 8, 7, 6, 5, 4, 3, 2, 1});
    REQUIRE(nine.interval.low == 2);
    REQUIRE(nine.interval.high == 8);
    REQUIRE(nine.interval.coverage == 492.0 / 512);
    const Distribution ten = describe({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    REQUIRE(ten.interval.low == 2);
    REQUIRE(ten.interval.high == 9);
    REQUIRE(ten.interval.coverage == 1002.0 / 1024);
}

TEST_CASE("fewer than six values have an interval of less than 95%, which is said") {
    const Distribution three = describe({1, 2, 3});
    REQUIRE(three.interval.low == 1);
    REQUIRE(three.interval.high == 3);
    REQUIRE(three.interval.coverage == 0.75);
    REQUIRE(describe({1, 2, 3, 4, 5}).interval.coverage == 1 - 2.0 / 32);
    REQUIRE(describe({1, 2, 3, 4, 5, 6}).interval.coverage == 1 - 2.0 / 64);
    const Distribution one = describe({7});
    REQUIRE(one.median == 7);
    REQUIRE(one.upper_quartile == 7);
    REQUIRE(std::isnan(one.interval.coverage));
    REQUIRE(std::isnan(one.interval.low));
}

TEST_CASE("the interval covers the median of a distribution as often as it says") {
    for (const std::size_t n : {3, 6, 9, 12}) {
        RandomStream stream(n, "coverage of an interval");
        constexpr int samples = 4000;
        int covered = 0;
        double coverage = 0;
        for (int s = 0; s < samples; ++s) {
            std::vector<double> values(n);
            for (double& value : values) value = std::pow(stream.uniform(), 3);  // skewed, with median 1/8
            const Interval interval = describe(values).interval;
            covered += interval.low <= 0.125 && 0.125 <= interval.high;
            coverage = interval.coverage;
        }
        // four standard deviations of a share of 4,000
        REQUIRE(std::fabs(double(covered) / samples - coverage) < 4 * std::sqrt(coverage * (1 - coverage) / samples));
    }
}

TEST_CASE("an empty sample has no numbers") {
    const Distribution empty = describe({});
    REQUIRE(empty.n == 0);
    REQUIRE(std::isnan(empty.median));
    REQUIRE(std::isnan(empty.interval.low));
}

TEST_CASE("misses reach the interval as the last order statistics") {
    const Distribution one_miss = describe({10, 10, 10, 10, 10, 10, 10, 10, 10, infinite});
    REQUIRE(one_miss.median == 10);
    REQUIRE(one_miss.interval.high == 10);
    const Distribution most_miss = describe({10, infinite, infinite});
    REQUIRE(most_miss.median == infinite);
    REQUIRE(most_miss.interval.low == 10);
    REQUIRE(most_miss.interval.high == infinite);
}
