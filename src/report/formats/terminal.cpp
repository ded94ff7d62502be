#include <algorithm>

#include "base/text.h"
#include "report/formats/formats.h"
#include "report/statistics/distribution_columns.h"
#include "report/verdict.h"
#include "report/warnings/warning.h"

namespace descent::report {
namespace {

using Row = std::vector<std::string>;

/// Columns wide enough for their longest entry; the last one is not filled up.
std::string aligned(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].size());
    }
    std::string text;
    for (const Row& row : rows) {
        std::string line = " ";
        for (std::size_t c = 0; c < row.size(); ++c) {
            line += " " + row[c];
            if (c + 1 < row.size()) line += std::string(widths[c] - row[c].size() + 1, ' ');
        }
        text += line + "\n";
    }
    return text;
}

std::string runs_text(const FinalScore& final) {
    const std::string of = to_text(final.finished) + "/" + to_text(final.runs);
    return final.missing == 0 ? of : of + " (" + to_text(final.missing) + " missing)";
}

std::string hits_text(const Standing& standing) {
    if (!standing.to_target) return "-";
    return to_text(standing.to_target->hits) + "/" + to_text(standing.to_target->runs);
}

Cell steps_to_target(const Standing& standing) {
    return standing.to_target ? Cell(standing.to_target->steps.median) : Cell();
}

Cell good_decades(const Standing& standing) {
    return standing.sensitivity.best ? Cell(standing.sensitivity.width) : Cell();
}

Cell behind_first(const Standing& standing) {
    if (!standing.p_against_first) return "";
    switch (standing.conclusion_of_first) {
        case Conclusion::better: return "yes";
        case Conclusion::equal: return "equal";
        default: return "open";
    }
}

Columns<Standing> terminal_columns() {
    return {{.title = "#", .cell = [](const Standing& s) { return s.rank; }},
            {.title = "optimizer", .cell = [](const Standing& s) { return s.optimizer; }},
            {.title = "median", .cell = [](const Standing& s) { return s.final.score.median; }},
            {.title = "interval", .cell = [](const Standing& s) { return text_of(s.final.score.interval); }},
            {.title = "ended", .cell = [](const Standing& s) { return runs_text(s.final); }},
            {.title = "hits", .cell = hits_text},
            {.title = "steps to target", .cell = steps_to_target, .digits = 6},
            {.title = "good decades", .cell = good_decades, .digits = 2},
            {.title = "behind #1", .cell = behind_first},
            {.title = "settings", .cell = [](const Standing& s) { return settings_cell(s.final); }}};
}

std::vector<Row> texts_of(const Table& table) {
    std::vector<Row> rows(1);
    for (const Table::Heading& heading : table.headings) rows.front().push_back(heading.title);
    for (const std::vector<Cell>& cells : table.rows) {
        rows.emplace_back();
        for (std::size_t c = 0; c < cells.size(); ++c) rows.back().push_back(shown(cells[c], table.headings[c].digits));
    }
    return rows;
}

std::string title_of(const ProblemResults& problem) {
    const bool accuracy = problem.problem.metric == Metric::accuracy;
    return printable(problem.problem.name) + ": " + problem.final.figure +
           (accuracy ? ", larger is better" : ", smaller is better") + "; target " + shown(cell(problem.target)) +
           problem.tuned.on_data + "\n";
}

}  // namespace

std::string terminal_table(const Results& results, const SettingSpelling& spelling) {
    std::string text;
    for (const ProblemResults& problem : results.problems) {
        text += title_of(problem) + aligned(texts_of(table_of(terminal_columns(), problem.standings))) + "\n";
    }
    for (const std::string& sentence : verdict(results)) text += sentence + "\n";
    for (const Finding& finding : findings(results)) {
        text += "warning: " + printable(finding.problem + ": " + finding.message, 2000) + "; " +
                finding.remedy_text(spelling) + "\n";
    }
    return text;
}

}  // namespace descent::report
