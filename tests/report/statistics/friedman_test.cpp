#include "report/statistics/friedman.h"

#include <cmath>

#include "report/statistics/critical_difference.h"
#include "report/statistics/f_distribution.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::report;

TEST_CASE("equal values share their mean rank, and infinite ones stand last") {
    const std::vector<double> values = {0.3, 0.1, INFINITY, 0.3, INFINITY};
    REQUIRE(mid_ranks(values, 0) == std::vector<double>{2.5, 1, 4.5, 2.5, 4.5});
    REQUIRE(mid_ranks(std::vector<double>{1, 1 + 1e-14}, 1e-12) == std::vector<double>{1.5, 1.5});
}

TEST_CASE("the tail of the F distribution has its known values") {
    CHECK(std::fabs(f_upper_tail(9.28, 3, 39) / 9.272804731987555e-05 - 1) < 1e-9);  // by its power series
    CHECK(std::fabs(f_upper_tail(2.85, 3, 39) - 0.05) < 1e-3);                       // Demsar 2006: critical at 0.05
    CHECK(std::fabs(f_upper_tail(4.0, 1, 1) / 0.29516723530086653 - 1) < 1e-12);     // 1 - 2/pi atan 2
    CHECK(std::fabs(f_upper_tail(3.0, 2, 8) / std::pow(1.75, -4) - 1) < 1e-12);      // (1 + 2 f / n)^(-n / 2)
    CHECK(std::fabs(f_upper_tail(1.0, 10, 10) - 0.5) < 1e-12);
    CHECK(f_upper_tail(0, 3, 5) == 1);
    CHECK(f_upper_tail(INFINITY, 3, 5) == 0);
}

TEST_CASE("Friedman's test of a small table is what it is on paper") {
    // Sums of ranks 4, 6, 8; X = 2 * 8 / 6; f = 2 X / (6 - X) = 1.6; with 2 and 4 degrees of freedom p = 1.8^-2.
    const Friedman test = friedman({{1, 2, 3}, {1, 3, 2}, {2, 1, 3}});
    CHECK(std::fabs(test.f - 1.6) < 1e-12);
    CHECK(std::fabs(test.p - 1 / (1.8 * 1.8)) < 1e-12);
    CHECK(std::fabs(*critical_difference(4, 14) - 1.25) < 0.01);  // the example of Demsar 2006
    CHECK(!critical_difference(1, 14));
    CHECK(!critical_difference(21, 14));
}

TEST_CASE("problems that all agree give the smallest p that so many can give") {
    const std::vector<std::vector<double>> ranks(3, {1, 2, 3});
    const Friedman test = friedman(ranks);
    CHECK(std::isinf(test.f));
    CHECK(test.p == 1.0 / 6 / 6);
    CHECK(friedman({{1, 2}}).p == 1);
    CHECK(friedman({{1.5, 1.5}, {1.5, 1.5}}).p == 1);
}
