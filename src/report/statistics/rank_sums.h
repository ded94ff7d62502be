#pragma once
/// \file
/// Exact statistics of random signs: the distribution of a sum of ranks, and the interval that it gives.

#include <span>
#include <vector>

namespace descent::report {

/// NaNs where a sample is too small for any interval.
struct Interval {
    double low, high;
    double coverage;  ///< the exact probability that the interval holds the true value, for a continuous distribution
};

/// probability[s]: that the ranks with a positive sign add up to s, every sign being + or - with probability 1/2.
std::vector<double> rank_sum_distribution(std::span<const std::size_t> ranks);

/// The narrowest interval between order statistics that covers at least `wanted_coverage`, or where none does, from the
/// smallest value to the largest. `probability` is that of the number of values below the true one, so that
/// [x_k, x_(n+1-k)] covers it with probability P(k <= number <= n - k). Takes values in ascending order, and one more
/// probability than values.
Interval order_interval(std::span<const double> ascending, std::span<const double> probability);

constexpr double wanted_coverage = 0.95;

}  // namespace descent::report
