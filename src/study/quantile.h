#pragma once
/// \file
/// Quantiles of samples that may hold infinities: a run that missed its target counts as infinite, a diverged one as
/// worse than every number.

#include <span>

namespace descent::study {

/// q-quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7):
/// `h = (n - 1) q; x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h])`. Where one of the two is infinite and
/// the weight is not 0, the infinite one is the answer. `sorted` ascending; NaN when empty.
double quantile(std::span<const double> sorted, double q);

}  // namespace descent::study
