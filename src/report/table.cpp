#include "report/table.h"

#include "base/csv.h"

namespace descent::report {

Json json_row(const Table& table, std::size_t row) {
    Json object = Json::object();
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
        if (!table.headings[c].name.empty()) object[table.headings[c].name] = json_of(table.rows[row][c]);
    }
    return object;
}

Json json_rows(const Table& table) {
    Json rows = Json::array();
    for (std::size_t r = 0; r < table.rows.size(); ++r) rows.push_back(json_row(table, r));
    return rows;
}

std::string csv(const Table& table) {
    if (table.rows.empty()) return "";
    std::vector<std::string> fields;
    for (const Table::Heading& heading : table.headings) {
        if (!heading.name.empty()) fields.push_back(heading.name);
    }
    std::string text = csv_line(fields);
    for (const std::vector<Cell>& row : table.rows) {
        fields.clear();
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (!table.headings[c].name.empty()) fields.push_back(csv_field(row[c]));
        }
        text += csv_line(fields);
    }
    return text;
}

}  // namespace descent::report
