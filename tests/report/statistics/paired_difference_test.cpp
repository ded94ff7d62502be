#include "report/statistics/paired_difference.h"

#include <cmath>

#include "base/random.h"
#include "report/statistics/signed_rank.h"
#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("the paired difference is the median of all averages of two") {
    // Averages of 1, 2, 6: 1, 1.5, 2, 3.5, 4, 6.
    REQUIRE(paired_difference(std::vector<double>{6, 1, 2}).estimate == 2.75);
    REQUIRE(paired_difference(std::vector<double>{4}).estimate == 4);
    REQUIRE(std::isnan(paired_difference({}).estimate));
}

TEST_CASE("the interval of the paired difference is that of the signed-rank test") {
    // Published table: n = 8, the 4th of 36 averages from either end covers with 1 - 2 * 5/256.
    std::vector<double> d;
    for (int i = 0; i < 8; ++i) d.push_back(std::ldexp(1.0, i));
    const Interval interval = paired_difference(d).interval;
    REQUIRE(interval.coverage == 1 - 2 * 5.0 / 256);
    REQUIRE(interval.low == 2.5);  // averages from below: 1, 1.5, 2, 2.5
}

TEST_CASE("the interval leaves out zero exactly where the test says so") {
    RandomStream stream(1, "paired differences");
    for (int sample = 0; sample < 300; ++sample) {
        std::vector<double> d(6 + stream.below(8));
        for (double& value : d) value = stream.uniform() - 0.3;
        const Interval interval = paired_difference(d).interval;
        const bool without_zero = interval.low > 0 || interval.high < 0;
        REQUIRE(without_zero == (signed_rank_p(d) <= 1 - interval.coverage + 1e-12));
    }
}

TEST_CASE("two infinite differences of opposite sign average to zero") {
    REQUIRE(paired_difference(std::vector<double>{infinite, -infinite}).estimate == 0);
    REQUIRE(paired_difference(std::vector<double>{infinite, infinite, 1}).estimate == infinite);
}
