#pragma once
/// \file
/// Columns that hold the same number in every row.
///
///     const std::vector<std::size_t> columns = data::constant_columns(inputs);

#include <descent/dataset.h>

#include <cstddef>
#include <string>
#include <vector>

namespace descent::data {

constexpr std::size_t least_patterns = 10;  ///< fewer say nothing about a column

/// [any thread] Stored columns whose elements are the same bytes, ascending; none of fewer than two patterns.
std::vector<std::size_t> constant_columns(const Dataset::Inputs& inputs);

/// [any thread] One line about those of an array, in NumPy's notation where they have no names, or nothing; pixels at
/// the edge of images are none.
std::string constant_inputs_note(const Dataset::Inputs& inputs, const std::vector<std::string>& names = {});

}  // namespace descent::data
