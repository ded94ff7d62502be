#pragma once
/// \file
/// Targets from an array of labels or values.

#include "data/array.h"

namespace descent::data {

/// The largest class number: above it a file of labels is taken for something else.
constexpr std::uint32_t largest_label = 1'000'000;

/// Whole numbers in one dimension are classes, named "0" to the largest one; everything else is values, with one
/// column, or the second dimension as columns.
///
/// With `class_names` (a model's), the numbers are classes of theirs: by name when the names are whole numbers
/// themselves, otherwise by position. Throws InputError.
Dataset::Targets to_targets(const Array& array, const std::vector<std::string>& class_names);

}  // namespace descent::data
