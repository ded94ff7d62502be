#include "report/drawing/lines.h"

#include <algorithm>

namespace descent::report {
namespace {

constexpr const char* line_frame = R"({
  "width": 680, "height": 340, "padding": 5,
  "data": [{"name": "points", "values": []}],
  "scales": [
    {"name": "x", "type": "linear", "domain": {"data": "points", "field": "x"}, "range": "width", "nice": false,
     "zero": false, "padding": 8},
    {"name": "y", "type": "linear", "domain": {"data": "points", "fields": ["y"]}, "range": "height", "nice": true,
     "zero": false}],
  "axes": [
    {"orient": "bottom", "scale": "x", "grid": true},
    {"orient": "left", "scale": "y", "grid": true}],
  "marks": [
    {"type": "group", "from": {"facet": {"name": "series", "data": "points", "groupby": "optimizer"}},
     "encode": {"enter": {"width": {"signal": "width"}, "height": {"signal": "height"}}},
     "marks": []}]
})";

constexpr const char* band = R"({
  "type": "area", "from": {"data": "series"}, "interactive": false,
  "encode": {
    "enter": {"x": {"scale": "x", "field": "x"}, "y": {"scale": "y", "field": "lower"},
              "y2": {"scale": "y", "field": "upper"}, "fill": {"scale": "colour", "field": "optimizer"}},
    "update": {"fillOpacity": {"signal": "indexof(hidden, parent.optimizer) < 0 ? 0.14 : 0"}}}
})";

constexpr const char* line_path = R"({
  "type": "line", "from": {"data": "series"}, "interactive": false,
  "encode": {
    "enter": {"x": {"scale": "x", "field": "x"}, "y": {"scale": "y", "field": "y"}, "strokeWidth": {"value": 2.25},
              "stroke": {"scale": "colour", "field": "optimizer"},
              "strokeDash": {"scale": "dash", "field": "optimizer"}, "interpolate": {"value": "linear"}},
    "update": {"strokeOpacity": {"signal": "indexof(hidden, parent.optimizer) < 0 ? 1 : 0"}}}
})";

constexpr const char* symbols = R"({
  "type": "symbol", "from": {"data": "series"},
  "encode": {
    "enter": {"x": {"scale": "x", "field": "x"}, "y": {"scale": "y", "field": "y"}, "size": {"value": 46},
              "shape": {"scale": "shape", "field": "optimizer"}, "fill": {"scale": "colour", "field": "optimizer"},
              "tooltip": {"field": "tip"}},
    "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}, "size": {"value": 46}},
    "hover": {"size": {"value": 150}}}
})";

Json values_of(const LinePlot& plot) {
    Json values = Json::array();
    for (const LinePoint& point : plot.points) {
        Json value = {{"optimizer", point.optimizer}, {"x", point.x}, {"y", point.y}, {"tip", point.tip}};
        if (plot.band)
            value.update({{"lower", point.lower.value_or(point.y)}, {"upper", point.upper.value_or(point.y)}});
        values.push_back(std::move(value));
    }
    return values;
}

}  // namespace

Json line_drawing(const LinePlot& plot) {
    Json drawing = parse_json(line_frame, "a line plot");
    drawing["data"][0]["values"] = values_of(plot);
    if (plot.x.logarithmic) drawing["scales"][0]["type"] = "log";
    if (plot.y.logarithmic) drawing["scales"][1]["type"] = "log";
    if (plot.band) drawing["scales"][1]["domain"]["fields"] = {"y", "lower", "upper"};
    drawing["axes"][0]["title"] = plot.x.title;
    drawing["axes"][1]["title"] = plot.y.title;
    Json& marks = drawing["marks"][0]["marks"];
    if (plot.band) marks.push_back(parse_json(band, "a line plot"));
    Json path = parse_json(line_path, "a line plot");
    if (plot.steps) path["encode"]["enter"]["interpolate"]["value"] = "step-after";
    marks.push_back(std::move(path));
    marks.push_back(parse_json(symbols, "a line plot"));
    std::vector<std::string> optimizers;
    for (const LinePoint& point : plot.points) optimizers.push_back(point.optimizer);
    set_legend(drawing, optimizers);
    return drawing;
}

bool spread_wide(const std::vector<double>& values) {
    if (values.empty()) return false;
    const auto [smallest, largest] = std::ranges::minmax(values);
    return smallest > 0 && largest / smallest > 20;
}

void set_legend(Json& drawing, const std::vector<std::string>& optimizers) {
    Json present = Json::array();
    for (const std::string& name : optimizers) {
        if (std::find(present.begin(), present.end(), Json(name)) == present.end()) present.push_back(name);
    }
    drawing["usermeta"]["legend"] = std::move(present);
}

}  // namespace descent::report
