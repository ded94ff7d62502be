#pragma once
/// \file
/// Accuracies are counts of patterns over their number: what parts equal ones, their differences and gains is rounding.

#include <algorithm>
#include <cmath>

namespace descent::report {

constexpr double rounding = 1e-12;

/// Of finite numbers.
inline bool equal_but_for_rounding(double a, double b) {
    return std::fabs(a - b) <= rounding * std::max(std::fabs(a), std::fabs(b));
}

}  // namespace descent::report
