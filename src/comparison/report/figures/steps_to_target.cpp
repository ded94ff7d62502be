#include "comparison/report/figures.h"
#include "comparison/report/tables.h"

namespace descent::comparison::figures {

std::vector<html::Figure> steps_to_target(const Json& problem) {
    if (problem["target"].is_null()) return {};
    html::Table table{.caption = "Steps to target",
                      .columns = {"optimizer", "runs", "hits", "hit rate", "steps: median", "lower quartile",
                                  "upper quartile", "95% from", "95% to", "epochs: median"},
                      .rows = {}};
    for (const Json& one : problem["optimizers"]) {
        const Json& target = one["to_target"];
        const Json& steps = target["steps"];
        table.rows.push_back({one["optimizer"].get<std::string>(), shown(target["runs"]), shown(target["hits"]),
                              shown(target["hit_rate"]), shown(steps["median"], 7), shown(steps["lower_quartile"], 7),
                              shown(steps["upper_quartile"], 7), shown(steps["low"], 7), shown(steps["high"], 7),
                              shown(target["epochs"]["median"])});
    }
    const std::string from = problem["target_from"] == "tuning"
                                 ? ", good beside the median of the optimizers' best validation scores in tuning"
                                 : ", as asked for";
    return {
        {.kind = "intervals",
         .problem = problem["problem"].get<std::string>(),
         .title = "Steps to target",
         .caption = "Updates until the validation " + problem["metric"].get<std::string>() + " first reached " +
                    shown(problem["target"], 6) + from +
                    ". Known to the epoch, since evaluations happen at their ends; evaluations are not timed. A run "
                    "that misses the target counts as infinite: an optimizer of which half the runs miss has no mark.",
         .arguments = "steps",
         .table = std::move(table)}};
}

}  // namespace descent::comparison::figures
