#pragma once
/// \file
/// Numbers as tables and libsvm text spell them.

#include <optional>
#include <string_view>

namespace descent::data {

/// The nearest double of the trimmed text, which may begin with a plus; nothing for text, NaN, infinities and numbers
/// beyond float32, as networks compute in it.
std::optional<double> to_double(std::string_view field);

/// The same for a number with a decimal comma ("1,5") and no point.
std::optional<double> from_decimal_comma(std::string_view field);

/// Whether the comma of a number that `from_decimal_comma` takes may separate thousands: "1,200".
bool may_mean_thousands(std::string_view number);

/// Whether the text is a number to people and not to `to_double`: "1,200", "$1200", "12,5", "10%", "inf", "1e999",
/// "0x1F", "1.5D+03"; also with blanks that do not break lines and the minus of typesetting.
bool is_number_of_people(std::string_view field);

}  // namespace descent::data
