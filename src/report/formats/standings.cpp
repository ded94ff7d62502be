#include "report/formats/standings.h"

#include "report/figures/figure.h"

namespace descent::report {

Table standings_table(const ProblemResults& problem) {
    Columns<Standing> columns = {
        {.title = "#", .latex = "\\#", .cell = [](const Standing& s) { return s.rank; }},
        {.title = "optimizer", .latex = "optimizer", .cell = [](const Standing& s) { return s.optimizer; }}};
    for (const Figure& figure : figures()) {
        if (figure.standing_columns == nullptr) continue;
        for (Column<Standing>& column : figure.standing_columns()) columns.push_back(std::move(column));
    }
    columns.push_back({.title = "settings", .cell = [](const Standing& s) { return settings_cell(s.final); }});
    return table_of(columns, problem.standings);
}

}  // namespace descent::report
