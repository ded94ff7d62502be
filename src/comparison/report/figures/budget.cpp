#include "comparison/report/figures.h"
#include "comparison/report/tables.h"

namespace descent::comparison::figures {

std::vector<html::Figure> budget(const Json& problem) {
    html::Table table{.caption = "Expected best against budget",
                      .columns = {"optimizer", "settings tried", "expected best", "all diverge", "with replacement",
                                  "all diverge, with replacement"},
                      .rows = {}};
    for (const Json& one : problem["optimizers"]) {
        for (const Json& point : one["budget"]) {
            table.rows.push_back({one["optimizer"].get<std::string>(), shown(point["budget"], 9),
                                  shown(point["expected"], 6), shown(point["all_diverge"]),
                                  shown(point["expected_with_replacement"], 6),
                                  shown(point["all_diverge_with_replacement"])});
        }
    }
    if (table.rows.empty()) return {};
    return {{.kind = "budget",
             .problem = problem["problem"].get<std::string>(),
             .title = "Expected best against tuning budget",
             .caption =
                 "The best validation score to be expected when only so many of the tried settings, drawn at random "
                 "without replacement, had been tried. Given that at least one of them does not diverge; the "
                 "probability that all do stands in the table.",
             .arguments = "",
             .table = std::move(table)}};
}

}  // namespace descent::comparison::figures
