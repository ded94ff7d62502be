#pragma once
/// \file
/// What is known of each input of a network: of numbers they are measured, of categories and indicators counted.
///
///     const auto inputs = data::measure_inputs(dataset);

#include "data/moments.h"

namespace descent::data {

/// The stored numbers of a data set's patterns.
MatrixRows rows_of(const Dataset& data);

/// [any thread] Before inputs are scaled; of zeros and ones the same as `measure` of them.
std::vector<Moments> measure_inputs(const Dataset& data);

}  // namespace descent::data
