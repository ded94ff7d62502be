#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/drawing/contours.h"
#include "report/drawing/lines.h"
#include "report/figures/figure.h"

namespace descent::report::figure {
namespace {

/// One point of a path.
struct Row {
    const study::Path& path;
    std::size_t i = 0;
};

Columns<Row> columns() {
    return {{.title = "optimizer", .cell = [](const Row& r) { return r.path.optimizer; }},
            {.title = "settings", .cell = [](const Row& r) { return r.path.settings; }},
            {.title = "seed", .cell = [](const Row& r) { return r.path.seed; }},
            {.title = "step", .cell = [](const Row& r) { return r.path.step[r.i]; }},
            {.title = "x", .cell = [](const Row& r) { return r.path.x[r.i]; }},
            {.title = "y", .cell = [](const Row& r) { return r.path.y[r.i]; }},
            {.title = "loss", .cell = [](const Row& r) { return r.path.loss[r.i]; }, .digits = 6}};
}

std::string caption_of(const study::Trajectory& trajectory) {
    if (trajectory.exact) {
        return "The path of every optimizer at its best setting, for one seed, over the function itself. Shade and "
               "lines of equal loss stand at equal shares of the area.";
    }
    const std::string over = trajectory.patterns == 0 ? std::string("the function")
                                                      : "the mean loss over the first " + to_text(trajectory.patterns) +
                                                            " training patterns";
    return "The path of every optimizer at its best setting, for one seed, projected on the two main directions of all "
           "paths' points. The surface is " +
           over +
           " in that plane: the real loss of a point, in its tooltip and in the table, differs from the surface "
           "beneath "
           "it by what the projection leaves out. Shade and lines of equal loss stand at equal shares of the area.";
}

constexpr const char* frame = R"({
  "width": 600, "height": 440, "padding": 5,
  "signals": [
    {"name": "columns", "value": []}, {"name": "rows", "value": []},
    {"name": "half_width", "value": 0}, {"name": "half_height", "value": 0}],
  "data": [
    {"name": "cells", "values": []}, {"name": "points", "values": []}, {"name": "ends", "values": []},
    {"name": "contours", "values": []}],
  "scales": [
    {"name": "x", "type": "linear", "domain": [], "range": "width", "zero": false, "nice": false},
    {"name": "y", "type": "linear", "domain": [], "range": "height", "zero": false, "nice": false},
    {"name": "shade", "type": "linear", "domain": [0, 1], "range": ["#ffffff", "#9aa3b2"], "interpolate": "rgb"}],
  "axes": [{"orient": "bottom", "scale": "x"}, {"orient": "left", "scale": "y"}],
  "marks": [{
    "type": "group",
    "encode": {"enter": {"width": {"signal": "width"}, "height": {"signal": "height"}, "clip": {"value": true}}},
    "marks": []}]
})";

constexpr const char* surface_marks = R"([
  {"type": "rect", "from": {"data": "cells"},
   "encode": {"enter": {
     "x": {"scale": "x", "signal": "columns[datum.i] - half_width"}, "x2": {"scale": "x", "signal": "columns[datum.i] + half_width"},
     "y": {"scale": "y", "signal": "rows[datum.j] - half_height"}, "y2": {"scale": "y", "signal": "rows[datum.j] + half_height"},
     "fill": {"scale": "shade", "field": "rank"},
     "tooltip": {"signal": "'loss ' + datum.loss + ' at (' + format(columns[datum.i], '.3~g') + ', ' + format(rows[datum.j], '.3~g') + ')'"}}}},
  {"type": "rule", "from": {"data": "contours"}, "interactive": false,
   "encode": {"enter": {
     "x": {"scale": "x", "field": "x1"}, "x2": {"scale": "x", "field": "x2"},
     "y": {"scale": "y", "field": "y1"}, "y2": {"scale": "y", "field": "y2"},
     "stroke": {"value": "#4a5363"}, "strokeOpacity": {"value": 0.55}, "strokeWidth": {"value": 0.8}}}}
])";

constexpr const char* path_marks = R"([
  {"type": "group", "from": {"facet": {"name": "series", "data": "points", "groupby": "optimizer"}},
   "marks": [
     {"type": "line", "from": {"data": "series"}, "interactive": false,
      "encode": {
        "enter": {"x": {"scale": "x", "field": "x"}, "y": {"scale": "y", "field": "y"},
                  "stroke": {"scale": "colour", "field": "optimizer"},
                  "strokeDash": {"scale": "dash", "field": "optimizer"}, "strokeWidth": {"value": 2.5}},
        "update": {"strokeOpacity": {"signal": "indexof(hidden, parent.optimizer) < 0 ? 1 : 0"}}}},
     {"type": "symbol", "from": {"data": "series"},
      "encode": {
        "enter": {"x": {"scale": "x", "field": "x"}, "y": {"scale": "y", "field": "y"}, "size": {"value": 22},
                  "fill": {"scale": "colour", "field": "optimizer"}, "tooltip": {"field": "tip"}},
        "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}, "size": {"value": 22}},
        "hover": {"size": {"value": 110}}}}]},
  {"type": "symbol", "from": {"data": "ends"}, "interactive": false,
   "encode": {
     "enter": {"x": {"scale": "x", "field": "x"}, "y": {"scale": "y", "field": "y"}, "size": {"value": 150},
               "shape": {"scale": "shape", "field": "optimizer"}, "fill": {"scale": "colour", "field": "optimizer"},
               "stroke": {"value": "#000000"}},
     "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}}}}
])";

/// A shade needs no more digits.
double rounded(double share) { return std::round(1000 * share) / 1000; }

/// The shade of a loss is its share of the area below it.
Json cells_of(const study::Surface& surface) {
    std::vector<double> sorted;
    for (const auto& row : surface.loss) {
        std::ranges::copy_if(row, std::back_inserter(sorted), [](double loss) { return std::isfinite(loss); });
    }
    std::ranges::sort(sorted);
    Json cells = Json::array();
    for (std::size_t j = 0; j < surface.y.size(); ++j) {
        for (std::size_t i = 0; i < surface.x.size(); ++i) {
            const double loss = surface.loss[j][i];
            if (!std::isfinite(loss)) continue;
            const auto below = std::ranges::lower_bound(sorted, loss) - sorted.begin();
            const double rank = static_cast<double>(below) / static_cast<double>(sorted.size());
            cells.push_back({{"i", i}, {"j", j}, {"rank", rounded(rank)}, {"loss", shown(loss)}});
        }
    }
    return cells;
}

Json contours_of(const study::Surface& surface) {
    constexpr std::size_t lines = 14;
    Json segments = Json::array();
    for (const double level : contour_levels(surface.loss, lines)) {
        for (const Segment& s : contour(surface.x, surface.y, surface.loss, level)) {
            segments.push_back({{"x1", s.x1}, {"y1", s.y1}, {"x2", s.x2}, {"y2", s.y2}});
        }
    }
    return segments;
}

Json points_of(const study::Trajectory& trajectory) {
    const std::string loss = trajectory.exact ? "\nloss " : "\nreal loss ";
    Json points = Json::array();
    for (const study::Path& path : trajectory.paths) {
        for (std::size_t i = 0; i < path.step.size(); ++i) {
            points.push_back(
                {{"optimizer", path.optimizer},
                 {"x", path.x[i]},
                 {"y", path.y[i]},
                 {"tip", path.optimizer + ", step " + to_text(path.step[i]) + loss + shown(path.loss[i])}});
        }
    }
    return points;
}

Json ends_of(const study::Trajectory& trajectory) {
    Json ends = Json::array();
    for (const study::Path& path : trajectory.paths) {
        if (path.step.empty()) continue;
        ends.push_back({{"optimizer", path.optimizer}, {"x", path.x.back()}, {"y", path.y.back()}});
    }
    return ends;
}

std::string axis_title(const study::Trajectory& trajectory, std::size_t axis) {
    const std::string which = axis == 0 ? "first" : "second";
    if (trajectory.exact) return which + " parameter";
    return which + " direction (" + shown(100 * trajectory.shares[axis], 3) + "% of the variance)";
}

Json drawing(const study::Trajectory& trajectory) {
    constexpr double overlap = 0.54;  // a little more than half a cell, so that no gaps show
    const study::Surface& surface = trajectory.surface;
    Json result = parse_json(frame, "a plot of paths");
    result["signals"][0]["value"] = surface.x;
    result["signals"][1]["value"] = surface.y;
    result["signals"][2]["value"] = overlap * (surface.x[1] - surface.x[0]);
    result["signals"][3]["value"] = overlap * (surface.y[1] - surface.y[0]);
    result["data"][0]["values"] = cells_of(surface);
    result["data"][1]["values"] = points_of(trajectory);
    result["data"][2]["values"] = ends_of(trajectory);
    result["data"][3]["values"] = contours_of(surface);
    result["scales"][0]["domain"] = {surface.x.front(), surface.x.back()};
    result["scales"][1]["domain"] = {surface.y.front(), surface.y.back()};
    for (std::size_t axis = 0; axis < 2; ++axis) result["axes"][axis]["title"] = axis_title(trajectory, axis);
    Json& marks = result["marks"][0]["marks"];
    for (const char* group : {surface_marks, path_marks}) {
        for (const Json& mark : parse_json(group, "a plot of paths")) marks.push_back(mark);
    }
    std::vector<std::string> optimizers;
    for (const study::Path& path : trajectory.paths) optimizers.push_back(path.optimizer);
    set_legend(result, optimizers);
    return result;
}

std::vector<Plot> plots(const Results& results, const ProblemResults& problem) {
    std::vector<Plot> plots;
    for (const study::Trajectory& trajectory : results.files.trajectories) {
        if (trajectory.problem != problem.problem.name) continue;
        std::vector<Row> rows;
        for (const study::Path& path : trajectory.paths) {
            for (std::size_t i = 0; i < path.step.size(); ++i) rows.push_back({path, i});
        }
        if (rows.empty()) continue;
        plots.push_back({.title = "Paths over the loss surface",
                         .caption = caption_of(trajectory),
                         .table = table_of(columns(), rows),
                         .drawing = to_json_line(drawing(trajectory))});
    }
    return plots;
}

}  // namespace

Figure trajectory() {
    return {.name = "trajectory",
            .title = "paths",
            .definition =
                "weights of one run of each optimizer at up to 32 steps, projected on the two main principal "
                "components of all these points; the surface is the loss in that plane over the first 1000 "
                "training patterns (functions of two parameters: the function itself). A path's real loss "
                "stands in its table, since the plane leaves out a part of it, whose size is given",
            .problem_plots = plots};
}

}  // namespace descent::report::figure
