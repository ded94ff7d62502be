#pragma once
/// \file
/// Numbers and lists as users type them, and the range that they must lie in.
///
/// Contract: whatever is refused throws UsageError that names the setting, what was found and what is expected.
/// [any thread]
///
///     descent::parse_whole("epochs", "ten", {1, 100});  // epochs: found 'ten', expected a whole number from 1 to 100

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace descent {

/// Both ends belong to it.
template <class Number>
struct Range {
    Number lowest;
    Number highest;
};

inline constexpr std::uint64_t largest_count = std::numeric_limits<std::int64_t>::max();
inline constexpr double largest_number = std::numeric_limits<double>::max();

/// The number that the whole of `text` spells.
std::uint64_t parse_whole(const std::string& setting, const std::string& text, Range<std::uint64_t> range);
double parse_real(const std::string& setting, const std::string& text, Range<double> range);

/// The same for a number that a program gives.
void require_in_range(const std::string& setting, std::uint64_t number, Range<std::uint64_t> range);
void require_in_range(const std::string& setting, double number, Range<double> range);

/// "a,b,c" in its parts; no parts in an empty text.
std::vector<std::string> split_list(const std::string& text);

}  // namespace descent
