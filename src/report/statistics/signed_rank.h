#pragma once
/// \file
/// Is a paired difference more than chance? Wilcoxon's signed-rank test, exact, and Holm's correction.

#include <span>
#include <vector>

namespace descent::report {

/// Two-sided p-value of the hypothesis that differences are as often above as below zero, and by as much.
/// Zeros are left out (Wilcoxon 1945); the rest is ranked by size, equal sizes by the mean of their ranks; W is the sum
/// of the ranks of the positive ones. Under the hypothesis every choice of signs is equally likely, so that the
/// distribution of W is counted, not approximated: p = min(1, 2 min(P(W <= w), P(W >= w))).
/// Infinite differences (one of a pair diverged) take the highest ranks. 1 when nothing is left; NaNs are not allowed.
/// Sizes that differ by at most `resolution` are equal: differences of accuracies carry rounding of their own.
double signed_rank_p(std::span<const double> differences, double resolution = 0);

/// The smallest p-value that n pairs can give: 2^(1 - n), and 1 without pairs.
double smallest_p(std::size_t pairs);

/// Holm 1979: p-values in ascending order times m, m - 1, ..., 1, never falling, at most 1; in the order given.
std::vector<double> holm(std::span<const double> p_values);

/// Corrected p-values below it count as a difference: the one place where this is decided.
constexpr double significance_level = 0.05;

}  // namespace descent::report
