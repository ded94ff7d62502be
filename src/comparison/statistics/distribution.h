#pragma once
/// \file
/// Median, quartiles and the bootstrap interval of the median. Infinities take part in the order: a run that missed
/// its target counts as infinite, a diverged one as worse than every number.

#include <cstdint>
#include <span>
#include <vector>

namespace descent::comparison {

/// q-quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7):
/// `h = (n - 1) q; x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h])`. Where one of the two is infinite and
/// the weight is not 0, the infinite one is the answer. `sorted` ascending; NaN when empty.
double quantile(std::span<const double> sorted, double q);

/// What a sample says: `n` 0 and NaNs when there is none.
struct Distribution {
    std::size_t n = 0;
    double median = 0, lower_quartile = 0, upper_quartile = 0;
    double low = 0, high = 0;  ///< 95% interval of the median
};

/// The interval is Efron's percentile bootstrap: medians of `resamples` samples of n values drawn with replacement;
/// its ends are their 0.025- and 0.975-quantiles. Draws come from RandomStream(1, "bootstrap"): the same sample gives
/// the same interval wherever it stands.
Distribution describe(std::vector<double> values);

constexpr std::size_t resamples = 2000;

}  // namespace descent::comparison
