#include "report/statistics/rank_sums.h"

#include <limits>
#include <numeric>

namespace descent::report {

std::vector<double> rank_sum_distribution(std::span<const std::size_t> ranks) {
    std::vector<double> probability(std::accumulate(ranks.begin(), ranks.end(), std::size_t{0}) + 1, 0.0);
    probability[0] = 1;
    std::size_t largest = 0;
    for (const std::size_t rank : ranks) {
        largest += rank;
        for (std::size_t s = largest + 1; s-- > 0;) {
            probability[s] = 0.5 * (probability[s] + (s >= rank ? probability[s - rank] : 0.0));
        }
    }
    return probability;
}

Interval order_interval(std::span<const double> ascending, std::span<const double> probability) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const std::size_t n = ascending.size();
    Interval result{none, none, none};
    double coverage = 1;
    for (std::size_t k = 1; 2 * k <= n; ++k) {
        coverage -= probability[k - 1] + probability[n + 1 - k];
        if (k > 1 && coverage < wanted_coverage) break;
        result = {ascending[k - 1], ascending[n - k], coverage};
    }
    return result;
}

}  // namespace descent::report
