#include "report/statistics/pairs_needed.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "report/statistics/signed_rank.h"

namespace descent::report {
namespace {

constexpr double power = 0.8;
constexpr double most_pairs = 10000;

/// z with P(Z > z) = p, for p in (0, 1/2], by bisection.
double normal_quantile(double p) {
    double low = 0, high = 40;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (std::erfc(middle / std::numbers::sqrt2) / 2 > p ? low : high) = middle;
    }
    return low;
}

/// q: the share of the sums of two differences that are above 0.
double share_above(std::span<const double> differences) {
    double above = 0, sums = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double a = differences[i], b = differences[j];
            if (a == -b) {
                above += 0.5;
            } else if (a + b > 0) {
                above += 1;
            }
            sums += 1;
        }
    }
    return above / sums;
}

}  // namespace

std::optional<std::uint64_t> pairs_needed(std::span<const double> differences, std::size_t comparisons) {
    if (differences.size() < 2) return std::nullopt;
    const double level = significance_level / static_cast<double>(std::max<std::size_t>(comparisons, 1));
    std::uint64_t fewest = 1;
    while (smallest_p(fewest) >= level) ++fewest;
    const double distance = std::fabs(share_above(differences) - 0.5);
    if (distance == 0) return std::nullopt;
    if (distance == 0.5) return fewest;
    const double z = normal_quantile(level / 2) + normal_quantile(1 - power);
    const double pairs = std::ceil(z * z / (3 * distance * distance));
    if (pairs > most_pairs) return std::nullopt;
    return std::max(fewest, static_cast<std::uint64_t>(pairs));
}

}  // namespace descent::report
