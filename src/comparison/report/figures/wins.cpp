#include "comparison/report/figures.h"
#include "comparison/report/tables.h"

namespace descent::comparison::figures {

std::vector<html::Figure> wins(const Json& problem) {
    html::Table table{.caption = "Wins in pairs of runs",
                      .columns = {"first", "second", "pairs", "wins of first", "ties", "wins of second",
                                  "median difference", "p", "p, corrected"},
                      .rows = {},
                      .text_columns = 2};
    for (const Json& pair : problem["wins"]) {
        table.rows.push_back({pair["a"].get<std::string>(), pair["b"].get<std::string>(), shown(pair["pairs"]),
                              shown(pair["wins"]), shown(pair["ties"]), shown(pair["losses"]),
                              shown(pair["median_difference"]), shown(pair["p"], 3), shown(pair["corrected_p"], 3)});
    }
    if (table.rows.empty()) return {};
    return {{.kind = "wins",
             .problem = problem["problem"].get<std::string>(),
             .title = "Who beats whom",
             .caption =
                 "Wins of the optimizer on the left against the one above, over runs paired by seed (same initial "
                 "weights, same order of patterns), on test data. A star marks differences that are significant at "
                 "0.05 by the exact Wilcoxon signed-rank test after Holm's correction over all pairs. Differences "
                 "in the table are positive where the first is better.",
             .arguments = "",
             .table = std::move(table)}};
}

}  // namespace descent::comparison::figures
