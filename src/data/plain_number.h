#pragma once
/// \file
/// Numbers at the speed at which tables are read.
///
///     double value;
///     const std::size_t length = data::parse_plain_number("1.5,2", value);  // 3, and 1.5

#include <cstddef>
#include <string_view>

namespace descent::data {

/// The length of the number at the start of `text`, and its nearest double: digits, perhaps with a minus, a point and
/// an exponent, no larger than float32 allows. 0 where there is none, or where it takes more than this to tell.
std::size_t parse_plain_number(std::string_view text, double& value);

}  // namespace descent::data
