#pragma once
/// \file
/// A figure of a report: what is measured, its numbers in summary.json, and what the page shows. A figure a file, all
/// of them in list.inc.

#include <string>
#include <string_view>
#include <vector>

#include "report/results.h"
#include "report/table.h"

namespace descent::report {

/// What the page shows of a figure.
struct Plot {
    std::string title;
    std::string caption;
    Table table;          ///< the numbers behind the plot; nothing is shown without rows
    std::string drawing;  ///< specification for Vega, JSON: src/report/drawing/; empty where the table says all
};

/// A line of summary.csv.
struct SummaryLine {
    const ProblemResults& problem;
    const Standing& standing;
};

struct Figure {
    std::string_view name;        ///< of its file
    std::string_view title;       ///< for docs/comparison.md
    std::string_view definition;  ///< formula and source; formulas between backticks

    /// Members that it adds to an optimizer, a problem, or the whole in summary.json; null: none.
    Json (*of_optimizer)(const Results& results, const ProblemResults& problem, const Standing& standing) = nullptr;
    Json (*of_problem)(const Results& results, const ProblemResults& problem) = nullptr;
    Json (*of_study)(const Results& results) = nullptr;

    /// Columns that it adds to summary.csv.
    Columns<SummaryLine> (*summary_columns)() = nullptr;

    /// Columns that it adds to a problem's table of optimizers, which the terminal and summary.tex show.
    Columns<Standing> (*standing_columns)() = nullptr;

    /// What the page shows under a problem, and under the whole study.
    std::vector<Plot> (*problem_plots)(const Results& results, const ProblemResults& problem) = nullptr;
    std::vector<Plot> (*study_plots)(const Results& results) = nullptr;
};

/// Every figure, in the order of summary.json and of the page.
const std::vector<Figure>& figures();

}  // namespace descent::report
