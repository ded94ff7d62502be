#include "report/statistics/signed_rank.h"

#include <algorithm>
#include <cmath>

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

namespace {

/// The same by its definition: every choice of signs, ranks by counting.
double by_enumeration(std::vector<double> differences) {
    std::erase(differences, 0.0);
    const std::size_t n = differences.size();
    std::vector<double> ranks(n);
    for (std::size_t i = 0; i < n; ++i) {
        double below = 0, equal = 0;
        for (const double d : differences) {
            below += std::fabs(d) < std::fabs(differences[i]);
            equal += std::fabs(d) == std::fabs(differences[i]);
        }
        ranks[i] = below + (equal + 1) / 2;
    }
    double observed = 0;
    for (std::size_t i = 0; i < n; ++i) observed += differences[i] > 0 ? ranks[i] : 0;
    double at_most = 0, at_least = 0;
    for (std::size_t signs = 0; signs < (std::size_t{1} << n); ++signs) {
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += (signs >> i & 1) ? ranks[i] : 0;
        at_most += sum <= observed;
        at_least += sum >= observed;
    }
    return std::min(1.0, 2 * std::min(at_most, at_least) / std::ldexp(1.0, static_cast<int>(n)));
}

}  // namespace

TEST_CASE("the p-value counts all choices of signs") {
    // Published table of the exact test: n = 5, W = 0 gives 2/32; n = 10, W = 8 gives 0.0488.
    REQUIRE(signed_rank_p(std::vector<double>{1, 2, 3, 4, 5}) == 2.0 / 32);
    REQUIRE(signed_rank_p(std::vector<double>{-1, 2, 3, 4, 5, 6, -7, 8, 9, 10}) == Approx(0.0488).epsilon(0.01));
    for (const std::vector<double>& sample : {std::vector<double>{0.3, -0.1, 0.2, 0.5},
                                              {1, 1, -1, 2, -2, 3},
                                              {-4, -4, -4},
                                              {0.5},
                                              {0, 0, 1, -2, 3},
                                              {5, -5, 5, -5, 1, 2, 2, 3}}) {
        REQUIRE(signed_rank_p(sample) == Approx(by_enumeration(sample)).epsilon(1e-13));
    }
}

TEST_CASE("the test does not care which of the two is named first") {
    const std::vector<double> d = {0.3, -0.1, 0.2, 0.5, 0.7};
    std::vector<double> turned;
    for (const double value : d) turned.push_back(-value);
    REQUIRE(signed_rank_p(d) == signed_rank_p(turned));
}

TEST_CASE("without any difference p is one") {
    REQUIRE(signed_rank_p({}) == 1);
    REQUIRE(signed_rank_p(std::vector<double>{0, 0, 0}) == 1);
}

TEST_CASE("an infinite difference takes the highest rank") {
    REQUIRE(signed_rank_p(std::vector<double>{1, -infinite, 2, 3, 4}) ==
            signed_rank_p(std::vector<double>{1, -5, 2, 3, 4}));
    REQUIRE(signed_rank_p(std::vector<double>{infinite, infinite, infinite}) == smallest_p(3));
}

TEST_CASE("the smallest p that n pairs can give is two in 2^n") {
    REQUIRE(smallest_p(0) == 1);
    REQUIRE(smallest_p(1) == 1);
    REQUIRE(smallest_p(5) == 0.0625);
    REQUIRE(smallest_p(10) == 2.0 / 1024);
    REQUIRE(signed_rank_p(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) == smallest_p(10));
}

TEST_CASE("Holm's correction multiplies by the number of hypotheses that are left, and never falls") {
    // 0.01 * 4, then max(0.04, 0.02 * 3), then max(0.06, 0.03 * 2), then max(0.06, 0.04 * 1)
    const auto corrected = holm(std::vector<double>{0.02, 0.04, 0.01, 0.03});
    REQUIRE(corrected[2] == Approx(0.04));
    REQUIRE(corrected[0] == Approx(0.06));
    REQUIRE(corrected[3] == Approx(0.06));
    REQUIRE(corrected[1] == Approx(0.06));
}

TEST_CASE("corrected p-values stay probabilities") {
    const auto corrected = holm(std::vector<double>{0.5, 0.9, 0.6});
    for (const double p : corrected) REQUIRE(p == 1);
    REQUIRE(holm({}).empty());
    REQUIRE(holm(std::vector<double>{0.03})[0] == 0.03);
}
