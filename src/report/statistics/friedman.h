#pragma once
/// \file
/// Do optimizers differ over problems at all? Friedman's test on ranks.

#include <span>
#include <vector>

namespace descent::report {

/// Mid-ranks from 1 of values where smaller is better; those that differ by at most `resolution` are equal.
std::vector<double> mid_ranks(std::span<const double> values, double resolution);

struct Friedman {
    double f = 0;  ///< infinite where all problems agree
    double p = 1;
};

/// `ranks`: a row of k mid-ranks for each of N problems. With R_j the sum of column j,
/// `X = (k - 1) sum_j (R_j - N (k + 1) / 2)^2 / (sum r^2 - N k (k + 1)^2 / 4)` (Friedman 1937; the denominator corrects
/// for ties) and `f = (N - 1) X / (N (k - 1) - X)`, distributed as F with k - 1 and (k - 1)(N - 1) degrees of freedom
/// (Iman and Davenport 1980). p is never below `k!^(1 - N)`, which is the smallest that N problems can give. 1 where
/// there is nothing to test: one problem, one optimizer, or ties alone.
Friedman friedman(const std::vector<std::vector<double>>& ranks);

}  // namespace descent::report
