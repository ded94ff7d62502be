#include "comparison/report/figures.h"
#include "comparison/report/tables.h"

namespace descent::comparison::figures {

std::vector<html::Figure> sensitivity(const Json& problem) {
    html::Table table{.caption = "Learning-rate sensitivity",
                      .columns = {"optimizer", "learning rate", "validation score", "runs", "diverged", "good",
                                  "good range, decades", "best on edge"},
                      .rows = {}};
    for (const Json& one : problem["optimizers"]) {
        const Json& rates = one["sensitivity"];
        for (const Json& point : rates["points"]) {
            const bool best = point["rate"] == rates["best_rate"];
            table.rows.push_back({one["optimizer"].get<std::string>(), shown(point["rate"]), shown(point["score"], 6),
                                  shown(point["runs"]), shown(point["diverged"]),
                                  best                    ? "best"
                                  : point["good"] == true ? "yes"
                                                          : "no",
                                  best ? shown(rates["width"], 3) : "", best && rates["on_edge"] == true ? "yes" : ""});
        }
    }
    if (table.rows.empty()) return {};
    return {{.kind = "sensitivity",
             .problem = problem["problem"].get<std::string>(),
             .title = "Learning-rate sensitivity",
             .caption =
                 "Validation score of every learning rate that was tried in tuning (median over the tuning seeds); "
                 "a ring marks the best, a cross at the top a rate at which training diverged. A rate is good when "
                 "accuracy is at most 0.02 below, or loss at most a tenth above the best; the width of the unbroken "
                 "good range around the best is given in decades.",
             .arguments = "",
             .table = std::move(table)}};
}

}  // namespace descent::comparison::figures
