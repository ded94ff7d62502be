#include "data/csv_header.h"

#include <descent/error.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "data/float_text.h"

namespace descent::data {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// A delimiter ends the record.
bool ends_empty(const std::vector<std::string_view>& fields) {
    return fields.size() > 1 && trimmed(fields.back()).empty();
}

bool holds_names(const std::vector<std::string_view>& fields, const DataSource& source, bool decimal_comma) {
    if (source.no_header) return false;
    const bool trailing = ends_empty(fields);
    return !std::ranges::all_of(fields.begin(), fields.end() - trailing, [&](std::string_view field) {
        const std::string_view text = trimmed(field);
        const bool number = to_float(text) || (decimal_comma && from_decimal_comma(text));
        return number && !contains(source.targets, text) && !contains(source.input_names, text);
    });
}

CsvHeader numbered(const std::vector<std::string_view>& fields, const DataSource& source) {
    CsvHeader header{.has_names = false, .trailing = ends_empty(fields)};
    const std::size_t columns = fields.size() - header.trailing;
    const bool known = source.input_names.size() == columns;
    for (std::size_t i = 1; i <= columns; ++i) {
        header.names.push_back(known ? source.input_names[i - 1] : "c" + to_text(i));
    }
    const std::string last = columns > 1 ? " to " + printable(header.names.back(), 60) : "";
    header.notes.push_back("no header: the columns are " + printable(header.names[0], 60) + last);
    return header;
}

}  // namespace

CsvHeader read_header(const std::vector<std::string_view>& fields, const DataSource& source, const std::string& file,
                      std::size_t line, bool decimal_comma) {
    if (!holds_names(fields, source, decimal_comma)) return numbered(fields, source);
    CsvHeader header{.trailing = ends_empty(fields)};
    const auto fail = [&](const std::string& found, const std::string& expected) {
        throw InputError(file, "line " + to_text(line), found, expected);
    };
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        std::string name(trimmed(fields[i]));
        if (i + 1 == fields.size() && ends_empty(fields)) break;
        if (name.empty() && i == 0 && fields.size() > 1) {
            header.index_left_out = true;
        } else if (name.empty()) {
            fail("column " + to_text(i + 1) + " without a name", "a name");
        } else if (!seen.insert(name).second) {
            fail("the column " + quote(name) + " twice", "different names");
        }
        header.names.push_back(std::move(name));
    }
    if (header.index_left_out) header.notes.push_back("the first column has no name: it is left out as an index");
    return header;
}

}  // namespace descent::data
