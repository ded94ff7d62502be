#include "base/columns.h"
#include "base/text.h"
#include "report/formats/formats.h"
#include "report/formats/standings.h"
#include "report/verdict.h"
#include "report/warnings/finding.h"

namespace descent::report {
namespace {

/// Under the problem's title.
std::string standings_text(const ProblemResults& problem) {
    auto rows = texts_of(standings_table(problem), &Table::Heading::title, shown);
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
        text += title_of(problem) + standings_text(problem) + "\n";
    }
    for (const std::string& sentence : verdict(results)) text += sentence + "\n";
    for (const Finding& finding : findings(results)) {
        text += "warning: " + printable(finding.problem + ": " + finding.message, 2000) + "; " +
                finding.remedy_text(spelling) + "\n";
    }
    return text;
}

}  // namespace descent::report
