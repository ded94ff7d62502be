#pragma once
/// \file
/// A summary as tables: for the terminal, for spreadsheets, for papers. All read the JSON of statistics/summary.h
/// alone.

#include <string>

#include "base/json.h"

namespace descent::comparison {

/// A number with so many significant digits; "-" for one that does not exist, "inf" for an infinite one.
std::string shown(const Json& figure, int digits = 4);

/// "learning_rate=0.01 momentum=0.9", or "defaults".
std::string settings_text(const Json& settings);

/// The ranked table and the warnings with their remedies, 100 columns at most where names are short.
std::string terminal_table(const Json& summary);

/// One line a problem and optimizer, by rank; header first; fields quoted where needed (RFC 4180). Numbers read back as
/// the same doubles; absent ones are empty.
std::string summary_csv(const Json& summary);
std::string times_csv(const Json& times);

/// A `tabular` a problem for the booktabs package. Special characters are escaped.
std::string latex_tables(const Json& summary);

}  // namespace descent::comparison
