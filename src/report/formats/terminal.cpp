#include "base/columns.h"
#include "base/text.h"
#include "report/formats/formats.h"
#include "report/formats/standings.h"
#include "report/verdict.h"
#include "report/warnings/finding.h"

namespace descent::report {
namespace {

/// Under a problem's title.
std::string indented(const Table& table) {
    std::vector<std::vector<std::string>> rows(1);
    for (const Table::Heading& heading : table.headings) rows.front().push_back(heading.title);
    for (const std::vector<Cell>& cells : table.rows) {
        rows.emplace_back();
        for (std::size_t c = 0; c < cells.size(); ++c) rows.back().push_back(shown(cells[c], table.headings[c].digits));
    }
    for (auto& row : rows) row.front().insert(0, "  ");
    return aligned(rows, Side::left);
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
        text += title_of(problem) + indented(with_heading(standings_table(problem), &Table::Heading::title)) + "\n";
    }
    for (const std::string& sentence : verdict(results)) text += sentence + "\n";
    for (const Finding& finding : findings(results)) {
        text += "warning: " + printable(finding.problem + ": " + finding.message, 2000) + "; " +
                finding.remedy_text(spelling) + "\n";
    }
    return text;
}

}  // namespace descent::report
