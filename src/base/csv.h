#pragma once
/// \file
/// CSV as programs read it back: RFC 4180.
///
///     text += descent::csv_line({"name", "a \"quoted\", word"});  // name,"a ""quoted"", word"

#include <span>
#include <string>

namespace descent {

/// A field that holds a comma, a quote or a line break stands between quotes, its own quotes doubled.
std::string csv_field(const std::string& text);

/// The fields with commas between, each as `csv_field`, and a line break.
std::string csv_line(std::span<const std::string> fields);

/// Foreign text as a field that spreadsheets show and never run: where it begins as a formula (=, +, - or @) and is no
/// number, a single quote stands before it; control characters become \n, \t or \xNN.
std::string csv_text(const std::string& foreign);

}  // namespace descent
