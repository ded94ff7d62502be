#pragma once
/// \file
/// Median, quartiles (study/quantile.h) and the bootstrap interval of the median.

#include <cstdint>
#include <vector>

namespace descent::report {

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

}  // namespace descent::report
