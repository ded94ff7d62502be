#include "comparison/report/figures.h"
#include "comparison/report/tables.h"

namespace descent::comparison::figures {

std::vector<html::Figure> final_scores(const Json& problem) {
    const std::string metric = problem["metric"].get<std::string>();
    html::Table table{.caption = "Final test " + metric,
                      .columns = {"rank", "optimizer", "settings", "median", "lower quartile", "upper quartile",
                                  "95% from", "95% to", "ended", "diverged", "missing", "p against first"},
                      .rows = {},
                      .text_columns = 3};
    bool any = false;
    for (const Json& one : problem["optimizers"]) {
        const Json& score = one["score"];
        any = any || score["n"] != 0;
        table.rows.push_back({shown(one["rank"]), one["optimizer"].get<std::string>(), settings_text(one["settings"]),
                              shown(score["median"], 6), shown(score["lower_quartile"], 6),
                              shown(score["upper_quartile"], 6), shown(score["low"], 6), shown(score["high"], 6),
                              shown(one["finished"]), shown(one["diverged"]), shown(one["missing"]),
                              shown(one["p_against_first"], 3)});
    }
    if (!any) return {};
    return {{.kind = "intervals",
             .problem = problem["problem"].get<std::string>(),
             .title = "Final test " + metric,
             .caption =
                 "Median over the final seeds (mark), quartiles (thick) and 95% bootstrap interval of the median "
                 "(thin). A diverged run counts as worse than every number; interrupted and failed runs are "
                 "missing. Optimizers whose median is not finite have no mark.",
             .arguments = "score",
             .table = std::move(table)}};
}

}  // namespace descent::comparison::figures
