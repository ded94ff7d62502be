#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "report/drawing/lines.h"
#include "report/figures/figure.h"

namespace descent::report::figure {
namespace {

/// A learning rate that was tried.
struct Row {
    std::string optimizer;
    RatePoint point;
    bool best = false;
    double width = 0;      ///< of the good range, decades
    bool on_edge = false;  ///< the best rate lies on the grid's edge
};

std::vector<Row> rows_of(const Standing& standing) {
    const Sensitivity& rates = standing.sensitivity;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < rates.points.size(); ++i) {
        rows.push_back({standing.optimizer, rates.points[i], rates.best == i, rates.width, rates.on_edge});
    }
    return rows;
}

Columns<Row> columns() {
    return {{.title = "optimizer", .cell = [](const Row& r) { return r.optimizer; }},
            {.name = "rate", .title = "learning rate", .cell = [](const Row& r) { return r.point.rate; }},
            {.name = "score", .title = "score", .cell = [](const Row& r) { return r.point.score; }, .digits = 6},
            {.name = "runs", .title = "runs", .cell = [](const Row& r) { return r.point.runs; }},
            {.name = "diverged", .title = "diverged", .cell = [](const Row& r) { return r.point.diverged; }},
            {.name = "good", .cell = [](const Row& r) { return r.point.good; }},
            {.title = "good", .cell = [](const Row& r) { return r.best         ? "best"
                                                                : r.point.good ? "yes"
                                                                               : "no"; }},
            {.title = "good range, decades",
             .cell = [](const Row& r) { return r.best ? Cell(r.width) : Cell(""); },
             .digits = 3},
            {.title = "best on edge", .cell = [](const Row& r) { return r.best && r.on_edge ? "yes" : ""; }}};
}

Json of_optimizer(const Results&, const ProblemResults&, const Standing& standing) {
    const Sensitivity& rates = standing.sensitivity;
    const auto known = [&](double value) { return rates.best ? Json(value) : Json(); };
    return {{"sensitivity",
             {{"best_rate", rates.best ? Json(rates.points[*rates.best].rate) : Json()},
              {"lowest_good", known(rates.lowest_good)},
              {"highest_good", known(rates.highest_good)},
              {"width", known(rates.width)},
              {"on_edge", rates.on_edge},
              {"points", json_rows(table_of(columns(), rows_of(standing)))}}}};
}

/// A value that stands only where a rate is the best.
std::function<Cell(const SummaryLine&)> with_best(Cell (*value)(const Sensitivity&)) {
    return
        [value](const SummaryLine& l) { return l.standing.sensitivity.best ? value(l.standing.sensitivity) : Cell(); };
}

Columns<SummaryLine> summary_columns() {
    Columns<SummaryLine> columns;
    using S = Sensitivity;
    columns.insert(
        columns.end(),
        {{.name = "sensitivity_best_rate", .cell = with_best([](const S& s) { return Cell(s.points[*s.best].rate); })},
         {.name = "sensitivity_lowest_good", .cell = with_best([](const S& s) { return Cell(s.lowest_good); })},
         {.name = "sensitivity_highest_good", .cell = with_best([](const S& s) { return Cell(s.highest_good); })},
         {.name = "sensitivity_width", .cell = with_best([](const S& s) { return Cell(s.width); })},
         {.name = "sensitivity_on_edge", .cell = [](const SummaryLine& l) { return l.standing.sensitivity.on_edge; }}});
    return columns;
}

Columns<Standing> standing_columns() {
    return {{.title = "good decades",
             .cell = [](const Standing& s) { return s.sensitivity.best ? Cell(s.sensitivity.width) : Cell(); },
             .digits = 2}};
}

std::string tip_of(const Row& row, const std::string& score_name) {
    const std::string score = std::isfinite(row.point.score) ? score_name + " " + shown(row.point.score) : "diverged";
    return row.optimizer + ", learning rate " + shown(row.point.rate) + "\n" + score + "\n" +
           to_text(row.point.diverged) + " of " + to_text(row.point.runs) + " runs diverged" +
           (row.best         ? "\nbest"
            : row.point.good ? "\ngood"
                             : "");
}

/// Crosses at the top, where a rate diverged: one line an optimizer.
constexpr const char* crosses = R"({
  "type": "text", "from": {"data": "diverged"},
  "encode": {
    "enter": {"x": {"scale": "x", "field": "x"}, "y": {"field": "offset"}, "text": {"value": "×"},
              "align": {"value": "center"}, "baseline": {"value": "middle"}, "fontSize": {"value": 15},
              "fontWeight": {"value": "bold"}, "fill": {"scale": "colour", "field": "optimizer"},
              "tooltip": {"field": "tip"}},
    "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}}}
})";

constexpr const char* rings = R"({
  "type": "symbol", "from": {"data": "best"}, "interactive": false,
  "encode": {
    "enter": {"x": {"scale": "x", "field": "x"}, "y": {"scale": "y", "field": "y"}, "size": {"value": 190},
              "shape": {"value": "circle"}, "stroke": {"scale": "colour", "field": "optimizer"},
              "strokeWidth": {"value": 1.5}, "fill": {"value": "transparent"}},
    "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}}}
})";

Json drawing(const std::vector<Row>& rows, const ProblemResults& problem, const std::vector<std::string>& optimizers) {
    const std::string score_name = problem.tuned.figure;
    LinePlot plot{.points = {}, .x = {"learning rate", true}, .y = {score_name}};
    Json diverged = Json::array(), best = Json::array();
    std::vector<double> scores;
    std::vector<std::string> present;
    double smallest = std::numeric_limits<double>::infinity(), largest = 0;
    for (const Row& row : rows) {
        present.push_back(row.optimizer);
        smallest = std::min(smallest, row.point.rate);
        largest = std::max(largest, row.point.rate);
        if (!std::isfinite(row.point.score)) {
            const auto place = std::ranges::find(optimizers, row.optimizer) - optimizers.begin();
            diverged.push_back({{"optimizer", row.optimizer},
                                {"x", row.point.rate},
                                {"offset", 8 + 7 * place},
                                {"tip", tip_of(row, score_name)}});
            continue;
        }
        if (row.best) best.push_back({{"optimizer", row.optimizer}, {"x", row.point.rate}, {"y", row.point.score}});
        plot.points.push_back(
            {.optimizer = row.optimizer, .x = row.point.rate, .y = row.point.score, .tip = tip_of(row, score_name)});
        scores.push_back(row.point.score);
    }
    plot.y.logarithmic = problem.problem.metric == Metric::loss && spread_wide(scores);
    Json result = line_drawing(plot);
    result["scales"][0]["domain"] = {smallest, largest};
    result["axes"][0].update({{"format", "~g"}, {"tickCount", 8}});
    result["data"].push_back({{"name", "diverged"}, {"values", diverged}});
    result["data"].push_back({{"name", "best"}, {"values", best}});
    result["marks"].push_back(parse_json(crosses, "a plot"));
    result["marks"].push_back(parse_json(rings, "a plot"));
    set_legend(result, present);
    return result;
}

std::vector<Plot> plots(const Results& results, const ProblemResults& problem) {
    std::vector<Row> rows;
    for (const Standing& standing : problem.standings) {
        for (Row& row : rows_of(standing)) rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    return {
        {.title = "Learning-rate sensitivity",
         .caption = "Score" + problem.tuned.on_data +
                    " of every learning rate that was tried in tuning (median over the tuning seeds); a "
                    "ring marks the best, a cross at the top a rate at which training diverged. A rate is good when "
                    "accuracy is at most 0.02 below, or loss at most a tenth above the best; the width of the unbroken "
                    "good range around the best is given in decades.",
         .table = table_of(columns(), rows),
         .drawing = to_json_line(drawing(rows, problem, results.study().optimizers))}};
}

}  // namespace

Figure sensitivity() {
    return {.name = "sensitivity",
            .title = "sensitivity",
            .definition =
                "for each learning rate the best score of the settings that have it. Good: accuracy at least "
                "`best - 0.02`, loss at most `best + abs(best) / 10`. Width: `log10(largest / smallest)` of "
                "the unbroken run of good rates around the best, in decades. Source of the plot: Schneider "
                "et al. 2019 (DeepOBS)",
            .of_optimizer = of_optimizer,
            .summary_columns = summary_columns,
            .standing_columns = standing_columns,
            .problem_plots = plots};
}

}  // namespace descent::report::figure
