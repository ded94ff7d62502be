#pragma once
/// \file
/// Texts that mean something in every table: missing values, true and false.

#include <optional>
#include <string_view>

namespace descent::data {

/// Whether a trimmed field says that there is no value: it is empty, or one of the marks that pandas, R, SQL and UCI
/// tables write. Source: https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html, `na_values`; and "?".
bool is_missing_mark(std::string_view text);

/// "true" and "false" in letters of either case.
std::optional<bool> truth_of(std::string_view text);

}  // namespace descent::data
