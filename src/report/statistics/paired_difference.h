#pragma once
/// \file
/// By how much one of a pair is better: Hodges and Lehmann 1963.

#include <span>

#include "report/statistics/rank_sums.h"

namespace descent::report {

struct PairedDifference {
    double estimate;    ///< NaN without pairs
    Interval interval;  ///< that belongs to the signed-rank test: 0 lies outside where p is below 1 - coverage
};

/// The median of the Walsh averages (d_i + d_j) / 2, i <= j, and an interval between two of them. The number of
/// averages below the true difference is distributed as the sum of ranks 1 to n with random signs (Tukey 1949).
/// Infinite differences (one of a pair diverged) make infinite averages; two of opposite sign average to 0.
PairedDifference paired_difference(std::span<const double> differences);

}  // namespace descent::report
