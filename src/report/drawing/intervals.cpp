#include "report/drawing/intervals.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/cell.h"
#include "report/drawing/lines.h"
#include "report/statistics/distribution_columns.h"

namespace descent::report {
namespace {

constexpr const char* interval_frame = R"({
  "width": 600, "height": 60, "padding": 5,
  "data": [{"name": "points", "values": []}],
  "scales": [
    {"name": "x", "type": "linear", "range": "width", "zero": false, "nice": false, "padding": 10,
     "domain": {"data": "points", "fields": ["low", "high", "q1", "q3", "y"]}},
    {"name": "y", "type": "band", "range": "height", "domain": {"data": "points", "field": "optimizer"},
     "padding": 0.2}],
  "axes": [
    {"orient": "bottom", "scale": "x", "grid": true},
    {"orient": "left", "scale": "y", "grid": false}],
  "marks": [
    {"type": "rule", "from": {"data": "points"},
     "encode": {
       "enter": {"x": {"scale": "x", "field": "low"}, "x2": {"scale": "x", "field": "high"},
                 "y": {"scale": "y", "field": "optimizer", "band": 0.5},
                 "stroke": {"scale": "colour", "field": "optimizer"}, "strokeWidth": {"value": 1.5},
                 "tooltip": {"field": "tip"}},
       "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}}}},
    {"type": "rule", "from": {"data": "points"},
     "encode": {
       "enter": {"x": {"scale": "x", "field": "q1"}, "x2": {"scale": "x", "field": "q3"},
                 "y": {"scale": "y", "field": "optimizer", "band": 0.5},
                 "stroke": {"scale": "colour", "field": "optimizer"}, "strokeWidth": {"value": 6},
                 "tooltip": {"field": "tip"}},
       "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}}}},
    {"type": "symbol", "from": {"data": "points"},
     "encode": {
       "enter": {"x": {"scale": "x", "field": "y"}, "y": {"scale": "y", "field": "optimizer", "band": 0.5},
                 "size": {"value": 110}, "shape": {"scale": "shape", "field": "optimizer"},
                 "fill": {"scale": "colour", "field": "optimizer"}, "stroke": {"value": "currentColor"},
                 "tooltip": {"field": "tip"}},
       "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}, "size": {"value": 110}},
       "hover": {"size": {"value": 220}}}}]
})";

}  // namespace

std::string interval_tip(const Standing& standing, const Distribution& values) {
    return standing.optimizer + "\nmedian " + shown(values.median) + "\nquartiles " + shown(values.lower_quartile) +
           " to " + shown(values.upper_quartile) + "\ninterval " + text_of(values.interval) + "\n" +
           to_text(standing.final.finished) + " of " + to_text(standing.final.runs) + " runs ended";
}

Json interval_drawing(const std::vector<IntervalRow>& intervals, const std::string& title, bool logarithmic_when_wide) {
    constexpr std::size_t row_height = 34, least_height = 60;
    Json values = Json::array();
    std::vector<double> ends;
    std::vector<std::string> present;
    for (const auto& [optimizer, d, tip] : intervals) {
        if (!std::isfinite(d.median)) continue;
        const auto within = [median = d.median](double value) { return std::isfinite(value) ? value : median; };
        values.push_back({{"optimizer", optimizer},
                          {"y", d.median},
                          {"low", within(d.interval.low)},
                          {"high", within(d.interval.high)},
                          {"q1", within(d.lower_quartile)},
                          {"q3", within(d.upper_quartile)},
                          {"tip", tip}});
        ends.insert(ends.end(), {within(d.interval.low), within(d.interval.high)});
        present.push_back(optimizer);
    }
    Json drawing = parse_json(interval_frame, "an interval plot");
    drawing["height"] = std::max(least_height, row_height * values.size());
    drawing["data"][0]["values"] = std::move(values);
    drawing["axes"][0]["title"] = title;
    if (logarithmic_when_wide && spread_wide(ends)) drawing["scales"][0]["type"] = "log";
    set_legend(drawing, present);
    return drawing;
}

}  // namespace descent::report
