#include <cmath>
#include <map>

#include "base/text.h"
#include "report/formats/formats.h"

namespace descent::report {
namespace {

std::string latex_text(const std::string& text) {
    static const std::map<char, std::string> special = {
        {'\\', "\\textbackslash{}"},
        {'{', "\\{"},
        {'}', "\\}"},
        {'$', "\\$"},
        {'&', "\\&"},
        {'#', "\\#"},
        {'%', "\\%"},
        {'_', "\\_"},
        {'^', "\\textasciicircum{}"},
        {'~', "\\textasciitilde{}"},
    };
    std::string result;
    for (const char c : printable(text, std::string::npos)) {
        const auto found = special.find(c);
        result += found == special.end() ? std::string(1, c) : found->second;
    }
    return result;
}

/// A number between dollars; infinities as such.
std::string number(const Cell& cell, int digits = 4) {
    const std::string text = shown(cell, digits);
    if (text == "-") return "--";
    if (text == "inf") return "$\\infty$";
    if (text == "-inf") return "$-\\infty$";
    return "$" + text + "$";
}

std::string interval(const Interval& one) {
    if (std::isnan(one.coverage)) return "--";
    return "$[$" + number(one.low) + ", " + number(one.high) + "$]$";
}

std::string of(std::size_t count, std::size_t all) { return to_text(count) + "/" + to_text(all); }

std::string hits(const Standing& standing) {
    return standing.to_target ? of(standing.to_target->hits, standing.to_target->runs) : "--";
}

std::string steps(const Standing& standing) {
    return standing.to_target ? number(standing.to_target->steps.median, 6) : "--";
}

/// Each cell is LaTeX already.
Columns<Standing> latex_columns() {
    return {{.title = "", .cell = [](const Standing& s) { return to_text(s.rank); }},
            {.title = "optimizer", .cell = [](const Standing& s) { return latex_text(s.optimizer); }},
            {.title = "median", .cell = [](const Standing& s) { return number(s.final.score.median); }},
            {.title = "$Q_1$", .cell = [](const Standing& s) { return number(s.final.score.lower_quartile); }},
            {.title = "$Q_3$", .cell = [](const Standing& s) { return number(s.final.score.upper_quartile); }},
            {.title = "interval", .cell = [](const Standing& s) { return interval(s.final.score.interval); }},
            {.title = "coverage", .cell = [](const Standing& s) { return number(s.final.score.interval.coverage, 3); }},
            {.title = "ended", .cell = [](const Standing& s) { return of(s.final.finished, s.final.runs); }},
            {.title = "hits", .cell = hits},
            {.title = "steps", .cell = steps},
            {.title = "$p$", .cell = [](const Standing& s) { return number(cell(s.p_against_first), 2); }}};
}

std::string tabular(const Table& table) {
    std::vector<std::string> cells;
    for (const Table::Heading& heading : table.headings) cells.push_back(heading.title);
    std::string text = "\\begin{tabular}{rlrrrcrccrr}\n\\toprule\n" + join(cells, " & ") + " \\\\\n\\midrule\n";
    for (const std::vector<Cell>& row : table.rows) {
        cells.clear();
        for (const Cell& cell : row) cells.push_back(shown(cell));
        text += join(cells, " & ") + " \\\\\n";
    }
    return text + "\\bottomrule\n\\end{tabular}\n";
}

}  // namespace

std::string latex_tables(const Results& results) {
    std::string text =
        "% Needs \\usepackage{booktabs}. Medians over seeds, quartiles, interval of the median and its coverage.\n";
    for (const ProblemResults& problem : results.problems) {
        text += "% " + latex_text(problem.problem.name) + ": " + problem.final.figure + "\n" +
                tabular(table_of(latex_columns(), problem.standings));
    }
    return text;
}

}  // namespace descent::report
