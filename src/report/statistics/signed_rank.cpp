#include "report/statistics/signed_rank.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/statistics/rank_sums.h"

namespace descent::report {
namespace {

/// Twice the mid-ranks of sizes that are sorted, so that they are whole.
std::vector<std::size_t> doubled_ranks(const std::vector<double>& sizes, double resolution) {
    const auto equal = [&](double a, double b) { return a == b || std::fabs(a - b) <= resolution; };
    std::vector<std::size_t> ranks(sizes.size());
    for (std::size_t first = 0; first < sizes.size();) {
        std::size_t last = first;
        while (last + 1 < sizes.size() && equal(sizes[last + 1], sizes[first])) ++last;
        for (std::size_t i = first; i <= last; ++i) ranks[i] = first + last + 2;  // (first + 1) + (last + 1)
        first = last + 1;
    }
    return ranks;
}

}  // namespace

double signed_rank_p(std::span<const double> differences, double resolution) {
    std::vector<double> ordered;
    for (const double d : differences) {
        if (d != 0) ordered.push_back(d);
    }
    if (ordered.empty()) return 1;
    std::sort(ordered.begin(), ordered.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); });
    std::vector<double> sizes(ordered.size());
    std::transform(ordered.begin(), ordered.end(), sizes.begin(), [](double d) { return std::fabs(d); });

    const std::vector<std::size_t> ranks = doubled_ranks(sizes, resolution);
    std::size_t positive = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) positive += ordered[i] > 0 ? ranks[i] : 0;
    const std::vector<double> probability = rank_sum_distribution(ranks);
    double at_most = 0, at_least = 0;
    for (std::size_t s = 0; s < probability.size(); ++s) {
        if (s <= positive) at_most += probability[s];
        if (s >= positive) at_least += probability[s];
    }
    return std::min(1.0, 2 * std::min(at_most, at_least));
}

double smallest_p(std::size_t pairs) { return pairs == 0 ? 1.0 : std::ldexp(1.0, 1 - static_cast<int>(pairs)); }

std::vector<double> holm(std::span<const double> p_values) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    std::vector<double> corrected(p_values.size());
    double highest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double factor = static_cast<double>(order.size() - i);
        highest = std::min(1.0, std::max(highest, factor * p_values[order[i]]));
        corrected[order[i]] = highest;
    }
    return corrected;
}

}  // namespace descent::report
