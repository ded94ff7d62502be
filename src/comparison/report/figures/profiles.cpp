#include "comparison/report/figures.h"
#include "comparison/report/tables.h"
#include "comparison/statistics/summary.h"

namespace descent::comparison::figures {

std::vector<html::Figure> profiles(const Json& summary) {
    html::Table table{.caption = "Performance profiles",
                      .columns = {"optimizer", "score", "instances", "solved", "within 1", "within 1.5", "within 2",
                                  "within 3", "within 4"},
                      .rows = {}};
    for (const Json& profile : summary["profiles"]) {
        std::vector<std::string> row = {profile["optimizer"].get<std::string>(), shown(profile["score"]),
                                        shown(profile["instances"]), shown(profile["solved"])};
        for (const double tau : {1.0, 1.5, 2.0, 3.0, 4.0}) {
            double within = 0;
            for (const Json& ratio : profile["ratios"]) within += number_of(ratio) <= tau;
            row.push_back(shown(figure(within / number_of(profile["instances"])), 3));
        }
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return {};
    return {{.kind = "profiles",
             .problem = "",
             .title = "Performance profiles of steps to target",
             .caption =
                 "Share of all problems and seeds that an optimizer brought to the target within tau times the steps "
                 "of the fastest. The score is the area under the curve between 1 and 4, divided by 3: 1 is always "
                 "the fastest, 0 never within four times.",
             .arguments = "",
             .table = std::move(table)}};
}

}  // namespace descent::comparison::figures
