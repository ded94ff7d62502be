#pragma once
/// \file
/// How often each class occurs.

#include <descent/dataset.h>

#include <vector>

namespace descent::data {

/// [classes], of a data set with classes.
inline std::vector<std::size_t> class_counts(const Dataset& data) {
    std::vector<std::size_t> counts(data.outputs());
    for (const std::uint32_t row : data.rows()) ++counts[data.raw_targets().labels[row]];
    return counts;
}

}  // namespace descent::data
