#pragma once
/// \file
/// Where a number of a data set stands, for messages.

#include <descent/dataset.h>

#include <string>

namespace descent::data {

/// "column 'age'", or "column 3" of an array, counted from 1.
std::string column_of(const Dataset& data, std::size_t column);

/// "line 7, column 'age'"; of an array "element [6, 2]", as NumPy counts. `row`: in the whole file.
std::string place_of_input(const Dataset& data, std::uint32_t row, std::size_t column);

/// The file in which the targets stand.
const std::string& file_of_targets(const Dataset& data);

/// The same of targets: "column 'price'"; "line 7, column 'price'"; of an array "output_1" and "target [6, 1]"; of a
/// text without names "line 7".
std::string target_of(const Dataset& data, std::size_t column);
std::string place_of_target(const Dataset& data, std::uint32_t row, std::size_t column);
/// "line 7"; of an array "pattern [6]".
std::string place_of_pattern(const Dataset& data, std::uint32_t row);

}  // namespace descent::data
