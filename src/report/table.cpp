#include "report/table.h"

#include "base/csv.h"

namespace descent::report {

std::vector<std::vector<std::string>> texts_of(const Table& table, std::string Table::Heading::*heading,
                                               std::string (*text)(const Cell& cell, int digits)) {
    std::vector<std::vector<std::string>> texts(1 + table.rows.size());
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
        const Table::Heading& over = table.headings[c];
        if ((over.*heading).empty()) continue;
        texts.front().push_back(over.*heading);
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            texts[r + 1].push_back(text(table.rows[r][c], over.digits));
        }
    }
    return texts;
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
    const auto field = [](const Cell& cell, int) { return csv_field(cell); };
    std::string text;
    for (const auto& fields : texts_of(table, &Table::Heading::name, field)) text += csv_line(fields);
    return text;
}

}  // namespace descent::report
