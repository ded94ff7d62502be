#pragma once
/// \file
/// Parts of HTML. Foreign text passes through `escaped`.

#include <string>
#include <string_view>

#include "report/figures/figure.h"

namespace descent::report::html {

/// & < > " ' as entities.
std::string escaped(std::string_view text);

/// Escaped, and what stands between backticks as code.
std::string with_code(std::string_view text);

/// JSON that can stand inside a script element: no "<" and no "&" in it.
std::string script_json(std::string_view json);

/// The columns that have a title, below their titles.
std::string table(const Table& table, const std::string& caption);

/// One figure: a plot that the script draws, its caption, its numbers, its definition, and how to make it again.
/// `place`: the problem's name, or empty for the whole study.
std::string plot(const Figure& figure, const Plot& plot, const std::string& place, const std::string& command);

}  // namespace descent::report::html
