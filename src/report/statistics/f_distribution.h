#pragma once
/// \file
/// The F distribution's upper tail, by arithmetic and square roots alone: the same bits on every machine.

#include <cstdint>

namespace descent::report {

/// P(F >= f) for F with `numerator` and `denominator` degrees of freedom, all > 0: the regularized incomplete beta
/// function I_x(denominator / 2, numerator / 2) at x = denominator / (denominator + numerator f) (Abramowitz and Stegun
/// 1964, 26.6.2), by its continued fraction (26.5.8).
double f_upper_tail(double f, std::uint64_t numerator, std::uint64_t denominator);

}  // namespace descent::report
