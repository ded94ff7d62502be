#include "report/table.h"

#include "base/csv.h"

namespace descent::report {

Table with_heading(const Table& table, std::string Table::Heading::*heading) {
    Table result{.headings = {}, .rows = std::vector<std::vector<Cell>>(table.rows.size())};
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
        if ((table.headings[c].*heading).empty()) continue;
        result.headings.push_back(table.headings[c]);
        for (std::size_t r = 0; r < table.rows.size(); ++r) result.rows[r].push_back(table.rows[r][c]);
    }
    return result;
}

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
    const Table named = with_heading(table, &Table::Heading::name);
    std::vector<std::string> fields;
    for (const Table::Heading& heading : named.headings) fields.push_back(heading.name);
    std::string text = csv_line(fields);
    for (const std::vector<Cell>& row : named.rows) {
        fields.clear();
        for (const Cell& cell : row) fields.push_back(csv_field(cell));
        text += csv_line(fields);
    }
    return text;
}

}  // namespace descent::report
