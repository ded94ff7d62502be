#pragma once
/// \file
/// Pieces of HTML. Every text that comes from outside passes through `escaped`.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace descent::comparison::html {

/// & < > " ' as entities.
std::string escaped(std::string_view text);

/// JSON that can stand inside a script element: no "<" and no "&" in it.
std::string script_json(const Json& value);

struct Table {
    std::string caption;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< plain text
    std::size_t text_columns = 1;                ///< the first ones are aligned left

    std::string to_html() const;
};

/// One figure: a plot that the script draws, its caption, its numbers, and how to make it again.
struct Figure {
    std::string kind;     ///< which drawing function of report.js
    std::string problem;  ///< name; empty: of the whole study
    std::string title;
    std::string caption;    ///< what is shown, with its definition
    std::string arguments;  ///< for the drawing function; may be empty
    Table table;

    std::string to_html(const std::string& command) const;
};

}  // namespace descent::comparison::html
