#pragma once
/// \file
/// A field of a table while nobody knows yet what its column is: a number, or a text by its number in the column's
/// list, as the payload of a NaN. So a table is read once, into as many bytes as its numbers take.
///
///     cell = data::text_cell(texts.number_of("cat", line));
///     if (data::is_text(cell)) ... texts[data::text_of(cell)] ...

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace descent::data {

/// What a missing value is in the end.
constexpr double missing_value = std::numeric_limits<double>::quiet_NaN();

inline double text_cell(std::uint32_t text) {
    constexpr std::uint64_t quiet = 0x7FF8'0000'0000'0000u;
    return std::bit_cast<double>(quiet | text);
}

/// Numbers in tables are finite.
inline bool is_text(double cell) { return std::isnan(cell); }

inline std::uint32_t text_of(double cell) { return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(cell)); }

}  // namespace descent::data
