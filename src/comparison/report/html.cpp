#include "comparison/report/html.h"

namespace descent::comparison::html {

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\'': result += "&#39;"; break;
            default: result += c;
        }
    }
    return result;
}

std::string script_json(const Json& value) {
    std::string result;
    for (const char c : to_json_line(value)) {
        if (c == '<') {
            result += "\\u003c";
        } else if (c == '&') {
            result += "\\u0026";
        } else {
            result += c;
        }
    }
    return result;
}

std::string Table::to_html() const {
    const auto cell = [&](const char* tag, std::size_t column, const std::string& text) {
        const std::string alignment = column > 0 && column < text_columns ? " class=\"text\"" : "";
        const std::string scope = std::string_view(tag) == "th" ? " scope=\"col\"" : "";
        return "<" + std::string(tag) + scope + alignment + ">" + escaped(text) + "</" + tag + ">";
    };
    std::string result = "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(caption) +
                         "\"><table><caption hidden>" + escaped(caption) + "</caption><thead><tr>";
    for (std::size_t c = 0; c < columns.size(); ++c) result += cell("th", c, columns[c]);
    result += "</tr></thead><tbody>\n";
    for (const auto& row : rows) {
        result += "<tr>";
        for (std::size_t c = 0; c < row.size(); ++c) result += cell("td", c, row[c]);
        result += "</tr>\n";
    }
    return result + "</tbody></table></div>\n";
}

std::string Figure::to_html(const std::string& command) const {
    const std::string label = title + (problem.empty() ? "" : ", " + problem);
    return "<figure>\n<h3>" + escaped(title) + "</h3>\n<div class=\"plot\" data-kind=\"" + escaped(kind) +
           "\" data-problem=\"" + escaped(problem) + "\" data-arguments=\"" + escaped(arguments) + "\" data-label=\"" +
           escaped(label) + "\"></div>\n<figcaption>" + escaped(caption) +
           "</figcaption>\n<details><summary>Numbers</summary>\n" + table.to_html() +
           "</details>\n<details><summary>Command that makes this figure</summary><pre>" + escaped(command) +
           "</pre></details>\n</figure>\n";
}

}  // namespace descent::comparison::html
