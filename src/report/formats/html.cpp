#include "report/formats/html.h"

#include "base/commands.h"

namespace descent::report::html {
namespace {

std::string details(const std::string& summary, const std::string& content) {
    return "<details><summary>" + summary + "</summary>" + content + "</details>\n";
}

bool is_text(const Cell& cell) { return std::holds_alternative<std::string>(cell); }

/// The first columns, up to the last of texts in one stretch, are aligned left.
std::size_t text_columns(const Table& table) {
    std::size_t columns = 1;
    if (table.rows.empty()) return columns;
    while (columns < table.headings.size() && is_text(table.rows.front()[columns])) ++columns;
    return columns;
}

std::string cell(const char* tag, bool text_aligned, const std::string& text) {
    const std::string alignment = text_aligned ? " class=\"text\"" : "";
    const std::string scope = std::string_view(tag) == "th" ? " scope=\"col\"" : "";
    return "<" + std::string(tag) + scope + alignment + ">" + escaped(text) + "</" + tag + ">";
}

std::string drawing_script(const std::string& drawing) {
    return "<script type=\"application/json\">" + script_json(drawing) + "</script>\n";
}

/// HTML allows line breaks and tabs alone.
std::string allowed(char32_t command) {
    return command == '\n' || command == '\t' ? std::string(1, static_cast<char>(command)) : "\xEF\xBF\xBD";
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : with_commands_replaced(text, allowed)) {
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

std::string with_code(std::string_view text) {
    std::string result;
    bool inside = false;
    for (const char c : escaped(text)) {
        if (c != '`') {
            result += c;
        } else {
            inside = !inside;
            result += inside ? "<code>" : "</code>";
        }
    }
    return result;
}

std::string script_json(std::string_view json) {
    std::string result;
    for (const char c : json) {
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

std::string table(const Table& table, const std::string& caption) {
    const std::size_t left = text_columns(table);
    const std::string name = escaped(caption);
    std::string result = "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"" + name +
                         "\"><table><caption hidden>" + name + "</caption><thead><tr>";
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
        const std::string& title = table.headings[c].title;
        if (!title.empty()) result += cell("th", c > 0 && c < left, title);
    }
    result += "</tr></thead><tbody>\n";
    for (const std::vector<Cell>& row : table.rows) {
        result += "<tr>";
        for (std::size_t c = 0; c < row.size(); ++c) {
            const Table::Heading& heading = table.headings[c];
            if (!heading.title.empty()) result += cell("td", c > 0 && c < left, shown(row[c], heading.digits));
        }
        result += "</tr>\n";
    }
    return result + "</tbody></table></div>\n";
}

std::string plot(const Figure& figure, const Plot& plot, const std::string& place, const std::string& command) {
    const std::string title = escaped(plot.title);
    const std::string label = title + (place.empty() ? "" : ", " + escaped(place));
    const std::string numbers = "\n" + table(plot.table, plot.title);
    const bool is_drawn = !plot.drawing.empty();
    const std::string drawn = "<div class=\"plot\" data-kind=\"" + escaped(figure.name) + "\" data-label=\"" + label +
                              "\"></div>\n" + drawing_script(plot.drawing);
    return "<figure>\n<h3>" + title + "</h3>\n" + (is_drawn ? drawn : "") + "<figcaption>" + escaped(plot.caption) +
           "</figcaption>\n" + (is_drawn ? details("Numbers", numbers) : numbers) +
           details("Definition", "<p>" + with_code(figure.definition) + ".</p>") +
           details("Command that makes this figure", "<pre>" + escaped(command) + "</pre>") + "</figure>\n";
}

}  // namespace descent::report::html
