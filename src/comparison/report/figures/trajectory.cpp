#include "comparison/report/figures.h"
#include "comparison/report/tables.h"

namespace descent::comparison::figures {
namespace {

std::string caption_of(const Json& trajectory) {
    if (trajectory["axes"] == "exact") {
        return "The path of every optimizer at its best setting, for one seed, over the function itself. Shade and "
               "lines "
               "of equal loss stand at equal shares of the area.";
    }
    const std::string over = trajectory["patterns"] == 0 ? std::string("the function")
                                                         : "the mean loss over the first " +
                                                               shown(trajectory["patterns"], 9) + " training patterns";
    return "The path of every optimizer at its best setting, for one seed, projected on the two main directions of all "
           "paths' points. The surface is " +
           over +
           " in that plane: the real loss of a point, in its tooltip and in the "
           "table, differs from the surface beneath it by what the projection leaves out. Shade and lines of equal "
           "loss "
           "stand at equal shares of the area.";
}

}  // namespace

std::vector<html::Figure> trajectory(const Json& trajectory, std::size_t index) {
    html::Table table{.caption = "Paths of the weights",
                      .columns = {"optimizer", "settings", "seed", "step", "x", "y", "loss"},
                      .rows = {},
                      .text_columns = 2};
    for (const Json& path : trajectory["paths"]) {
        for (std::size_t i = 0; i < path["step"].size(); ++i) {
            table.rows.push_back({path["optimizer"].get<std::string>(), path["settings"].get<std::string>(),
                                  shown(path["seed"], 9), shown(path["step"][i], 9), shown(path["x"][i]),
                                  shown(path["y"][i]), shown(path["loss"][i], 6)});
        }
    }
    if (table.rows.empty()) return {};
    return {{.kind = "trajectory",
             .problem = trajectory["problem"].get<std::string>(),
             .title = "Paths over the loss surface",
             .caption = caption_of(trajectory),
             .arguments = std::to_string(index),
             .table = std::move(table)}};
}

}  // namespace descent::comparison::figures
