#pragma once
/// \file
/// The middle of what was measured: of the mean and the best, the figure that noise moves least.

#include <algorithm>
#include <cstddef>
#include <vector>

namespace descent::bench {

/// Of at least one number; the mean of the two in the middle when their number is even.
inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace descent::bench
