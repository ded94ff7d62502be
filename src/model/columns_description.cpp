#include "model/columns_description.h"

#include <set>

#include <descent/error.h>

#include "base/text.h"
#include "model/consistent.h"

namespace descent::model {
namespace {

void check_column(const Column& column) {
    const bool has_categories = column.kind == ColumnKind::category;
    if (to_string(column.kind) == "unknown") refuse("column " + quote(column.name) + " is of no known kind");
    if (has_categories == column.categories.empty()) {
        refuse("column " + quote(column.name) + " is of kind " + std::string(to_string(column.kind)) + " and has " +
               to_text(column.categories.size()) + " categories");
    }
    std::set<std::string_view> seen;
    for (const std::string& category : column.categories) {
        if (seen.insert(category).second) continue;
        refuse("column " + quote(column.name) + " has category " + quote(category) + " twice");
    }
}

Json column_to_json(const Column& column) {
    Json json = {{"name", column.name}, {"kind", to_string(column.kind)}};
    if (!column.categories.empty()) json["categories"] = column.categories;
    if (column.indicator) json["indicator"] = true;
    return json;
}

std::string delimiter_text(char delimiter) { return delimiter == '\0' ? std::string() : std::string(1, delimiter); }

/// Absent in descriptions that older versions wrote.
char delimiter_from(const JsonReader& reader) {
    if (!reader.has("delimiter")) return '\0';
    const std::string text = reader.text("delimiter");
    if (text.size() > 1) reader.fail("delimiter", quote(text), "one character, or none");
    return text.empty() ? '\0' : text[0];
}

Column column_from(const JsonReader& reader) {
    Column column{.name = reader.text("name"), .kind = parse_column_kind(reader.text("kind"))};
    if (reader.has("categories")) column.categories = reader.texts("categories");
    column.indicator = reader.has("indicator") && reader.flag("indicator");
    return column;
}

}  // namespace

Json to_json(const Columns& columns) {
    Json inputs = Json::array();
    for (const Column& column : columns.inputs) inputs.push_back(column_to_json(column));
    Json json = {{"missing", to_string(columns.missing)},          {"unknown", to_string(columns.unknown)},
                 {"encoding", to_string(columns.encoding)},        {"unnamed", columns.unnamed},
                 {"delimiter", delimiter_text(columns.delimiter)}, {"inputs", inputs}};
    if (!columns.weights.empty()) json["weights"] = columns.weights;
    return json;
}

Columns columns_from(const JsonReader& reader, std::size_t inputs, const std::string& path) try {
    Columns columns{.missing = parse_missing(reader.text("missing")),
                    .unknown = parse_unknown(reader.text("unknown")),
                    .encoding = parse_encoding(reader.text("encoding")),
                    .unnamed = reader.has("unnamed") ? reader.whole("unnamed") : 0,
                    .delimiter = delimiter_from(reader),
                    .weights = reader.has("weights") ? reader.text("weights") : std::string()};
    for (const Json& value : reader.array("inputs")) {
        const std::string place = "model description, column " + to_text(columns.inputs.size() + 1);
        columns.inputs.push_back(column_from(JsonReader(value, path, place)));
    }
    check_columns(columns, inputs);
    return columns;
} catch (const UsageError& error) {
    throw InputError(path, "model description", error.what(), "");
}

void check_columns(const Columns& columns, std::size_t inputs) {
    if (columns.inputs.empty()) return;
    std::size_t count = 0;
    std::set<std::string_view> seen;
    for (const Column& column : columns.inputs) {
        check_column(column);
        if (!seen.insert(column.name).second) refuse("two columns are named " + quote(column.name));
        count += inputs_of(column);
    }
    if (count != inputs) refuse("its columns make " + to_text(count) + " inputs, its network has " + to_text(inputs));
}

}  // namespace descent::model
