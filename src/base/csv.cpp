#include "base/csv.h"

#include <string_view>

#include "base/text.h"

namespace descent {
namespace {

bool is_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    return parse_number<double>(text).has_value();
}

}  // namespace

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string csv_line(std::span<const std::string> fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i == 0 ? "" : ",") + csv_field(fields[i]);
    return line + "\n";
}

std::string csv_text(const std::string& foreign) {
    const std::string text = printable(foreign, std::string::npos);
    const bool is_formula = !text.empty() && std::string_view("=+-@").find(text[0]) != std::string_view::npos;
    return is_formula && !is_number(text) ? "'" + text : text;
}

}  // namespace descent
