#pragma once
/// \file
/// Median, quartiles (study/quantile.h) and an interval of the median whose coverage is known.

#include <vector>

#include "report/statistics/rank_sums.h"

namespace descent::report {

/// What a sample says: `n` 0 and NaNs when there is none.
struct Distribution {
    std::size_t n = 0;
    double median = 0, lower_quartile = 0, upper_quartile = 0;
    Interval interval = {};  ///< of the median, between two order statistics (order_interval); none for one value
};

/// Each value lies below the median of its distribution with probability 1/2: how many do is binomial, whatever the
/// distribution. Six values are the fewest for 95%; from the smallest to the largest of n lie 1 - 2^(1 - n).
Distribution describe(std::vector<double> values);

}  // namespace descent::report
