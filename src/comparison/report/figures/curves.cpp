#include "comparison/report/figures.h"
#include "comparison/report/tables.h"

namespace descent::comparison::figures {
namespace {

struct Column {
    const char* name;
    const char* title;
};

constexpr Column columns[] = {
    {"validation_accuracy", "Validation accuracy over the epochs"},
    {"validation_loss", "Validation loss over the epochs"},
    {"loss", "Training loss over the epochs"},
};

html::Table table_of(const Json& problem, const Column& column) {
    html::Table table{.caption = column.title,
                      .columns = {"optimizer", "epoch", "step", "runs", "median", "lower quartile", "upper quartile"},
                      .rows = {}};
    for (const Json& one : problem["optimizers"]) {
        for (const Json& point : one["curves"][column.name]) {
            table.rows.push_back({one["optimizer"].get<std::string>(), shown(point["epoch"], 9),
                                  shown(point["step"], 9), shown(point["runs"]), shown(point["median"], 6),
                                  shown(point["lower_quartile"], 6), shown(point["upper_quartile"], 6)});
        }
    }
    return table;
}

}  // namespace

std::vector<html::Figure> curves(const Json& problem) {
    std::vector<html::Figure> figures;
    for (const Column& column : columns) {
        html::Table table = table_of(problem, column);
        if (table.rows.empty()) continue;
        figures.push_back({.kind = "curve",
                           .problem = problem["problem"].get<std::string>(),
                           .title = column.title,
                           .caption =
                               "Median over the final seeds, and quartiles as a band. A run that ended early takes "
                               "part up to its end; the table says how many runs stand behind each point.",
                           .arguments = column.name,
                           .table = std::move(table)});
    }
    return figures;
}

}  // namespace descent::comparison::figures
