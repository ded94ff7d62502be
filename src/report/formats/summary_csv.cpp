#include "report/figures/figure.h"
#include "report/formats/formats.h"
#include "study/names.h"

namespace descent::report {
namespace {

/// Whose line it is and how its runs ended, then what each figure adds.
Columns<SummaryLine> all_columns() {
    Columns<SummaryLine> result = {
        {.name = "problem", .cell = [](const SummaryLine& l) { return l.problem.problem.name; }},
        {.name = "rank", .cell = [](const SummaryLine& l) { return l.standing.rank; }},
        {.name = "optimizer", .cell = [](const SummaryLine& l) { return l.standing.optimizer; }},
        {.name = "settings", .cell = [](const SummaryLine& l) { return settings_cell(l.standing.final); }},
        {.name = "runs", .cell = [](const SummaryLine& l) { return l.standing.final.runs; }},
        {.name = "finished", .cell = [](const SummaryLine& l) { return l.standing.final.finished; }},
        {.name = "diverged", .cell = [](const SummaryLine& l) { return l.standing.final.diverged; }},
        {.name = "missing", .cell = [](const SummaryLine& l) { return l.standing.final.missing; }},
        {.name = "metric",
         .cell = [](const SummaryLine& l) { return std::string(name_of(l.problem.problem.metric)); }}};
    for (const Figure& figure : figures()) {
        if (figure.summary_columns == nullptr) continue;
        for (Column<SummaryLine>& column : figure.summary_columns()) result.push_back(std::move(column));
    }
    return result;
}

}  // namespace

std::string summary_csv(const Results& results) {
    std::vector<SummaryLine> lines;
    for (const ProblemResults& problem : results.problems) {
        for (const Standing& standing : problem.standings) lines.push_back({problem, standing});
    }
    return csv(table_of(all_columns(), lines));
}

}  // namespace descent::report
