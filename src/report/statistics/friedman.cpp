#include "report/statistics/friedman.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/statistics/f_distribution.h"

namespace descent::report {
namespace {

/// k!^(1 - N)
double smallest_friedman_p(std::size_t problems, std::size_t optimizers) {
    double p = 1;
    for (std::size_t n = 1; n < problems; ++n) {
        for (std::size_t k = 2; k <= optimizers; ++k) p /= static_cast<double>(k);
    }
    return p;
}

}  // namespace

std::vector<double> mid_ranks(std::span<const double> values, double resolution) {
    std::vector<double> ranks;
    for (const double value : values) {
        double below = 0, equal = 0;
        for (const double other : values) {
            const bool same = other == value || std::fabs(other - value) <= resolution;
            equal += same;
            below += !same && other < value;
        }
        ranks.push_back(below + (equal + 1) / 2);
    }
    return ranks;
}

Friedman friedman(const std::vector<std::vector<double>>& ranks) {
    const std::size_t problems = ranks.size(), optimizers = problems == 0 ? 0 : ranks.front().size();
    if (problems < 2 || optimizers < 2) return {};
    const double n = static_cast<double>(problems), k = static_cast<double>(optimizers);
    double between = 0, squares = 0;
    for (std::size_t j = 0; j < optimizers; ++j) {
        double sum = 0;
        for (const std::vector<double>& row : ranks) {
            sum += row[j];
            squares += row[j] * row[j];
        }
        between += (sum - n * (k + 1) / 2) * (sum - n * (k + 1) / 2);
    }
    const double spread = squares - n * k * (k + 1) * (k + 1) / 4;
    if (spread == 0) return {};
    const double x = (k - 1) * between / spread, left = n * (k - 1) - x;
    const double f = left > 1e-9 ? (n - 1) * x / left : std::numeric_limits<double>::infinity();
    const double p = f_upper_tail(f, optimizers - 1, (optimizers - 1) * (problems - 1));
    return {f, std::min(1.0, std::max(p, smallest_friedman_p(problems, optimizers)))};
}

}  // namespace descent::report
