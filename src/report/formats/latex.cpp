#include <algorithm>

#include "base/text.h"
#include "report/formats/formats.h"
#include "report/formats/latex_text.h"
#include "report/formats/standings.h"

namespace descent::report {
namespace {

bool is_number(const Cell& cell) {
    return std::holds_alternative<std::uint64_t>(cell) || std::holds_alternative<double>(cell);
}

/// Numbers between dollars, infinities as such; a dash for what does not exist.
std::string latex_cell(const Cell& cell, int digits) {
    const std::string text = shown(cell, digits);
    if (text == "-") return "--";
    if (!is_number(cell)) return latex_text(text);
    if (text == "inf") return "$\\infty$";
    if (text == "-inf") return "$-\\infty$";
    return "$" + text + "$";
}

/// Numbers to the right, texts to the left.
char alignment(const Table& table, std::size_t column) {
    const auto has_number = [&](const std::vector<Cell>& row) { return is_number(row[column]); };
    return std::ranges::any_of(table.rows, has_number) ? 'r' : 'l';
}

std::string tabular(const Table& table) {
    std::string alignments;
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
        if (!table.headings[c].latex.empty()) alignments += alignment(table, c);
    }
    std::string text = "\\begin{tabular}{" + alignments + "}\n\\toprule\n";
    const char* rule = "\\midrule\n";
    for (const auto& cells : texts_of(table, &Table::Heading::latex, latex_cell)) {
        text += join(cells, " & ") + " \\\\\n" + rule;
        rule = "";
    }
    return text + "\\bottomrule\n\\end{tabular}\n";
}

}  // namespace

std::string latex_tables(const Results& results) {
    std::string text =
        "% Needs \\usepackage{booktabs}. Medians over seeds, quartiles, interval of the median and its coverage.\n";
    for (const ProblemResults& problem : results.problems) {
        text += "% " + latex_text(problem.problem.name) + ": " + problem.final.figure + "\n" +
                tabular(standings_table(problem));
    }
    return text;
}

}  // namespace descent::report
