#pragma once
/// \file
/// One value in a table, and how people and files read it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "base/json.h"

namespace descent::report {

/// monostate, and a number that is NaN: it does not exist.
using Cell = std::variant<std::monostate, bool, std::uint64_t, double, std::string>;

/// A value that may be absent.
template <class Value>
Cell cell(const std::optional<Value>& value) {
    return value ? Cell(*value) : Cell();
}

/// A number with so many significant digits; "-" for one that does not exist, "inf" for an infinite one.
std::string shown(double value, int digits = 4);

/// As people read it: numbers short, whole ones in full, "yes" or "no".
std::string shown(const Cell& cell, int digits = 4);

/// As programs read it back: numbers in full, "true" or "false", nothing for what does not exist.
std::string csv_field(const Cell& cell);

/// null, true, a number, "inf", a text.
Json json_of(const Cell& cell);

}  // namespace descent::report
