#pragma once
/// \file
/// What stands for missing values: mean or median of the patterns that are trained on.

#include <vector>

#include "data/moments.h"

namespace descent::data {

/// Whether the policy of the data lets values be missing.
bool has_missing(const Dataset& data);

/// One number an input, in the unit of the file. `columns`: what `measure` found in `data`.
std::vector<double> fit_fill(const Dataset& data, const std::vector<Moments>& columns);

}  // namespace descent::data
