#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/figures/figure.h"
#include "report/statistics/distribution_columns.h"
#include "report/statistics/signed_rank.h"

namespace descent::report::figure {
namespace {

using Pair = PairOfOptimizers;

Columns<Pair> columns() {
    return {
        {.name = "a", .title = "first", .cell = [](const Pair& p) { return p.a; }},
        {.name = "b", .title = "second", .cell = [](const Pair& p) { return p.b; }},
        {.name = "pairs", .title = "pairs", .cell = [](const Pair& p) { return p.pairs; }},
        {.name = "wins", .title = "wins of first", .cell = [](const Pair& p) { return p.wins; }},
        {.name = "ties", .title = "ties", .cell = [](const Pair& p) { return p.ties; }},
        {.name = "losses", .title = "wins of second", .cell = [](const Pair& p) { return p.losses; }},
        {.name = "difference", .title = "difference", .cell = [](const Pair& p) { return p.difference.estimate; }},
        {.name = "difference_low", .title = "from", .cell = [](const Pair& p) { return p.difference.interval.low; }},
        {.name = "difference_high", .title = "to", .cell = [](const Pair& p) { return p.difference.interval.high; }},
        {.name = "difference_coverage",
         .title = "coverage",
         .cell = [](const Pair& p) { return p.difference.interval.coverage; }},
        {.name = "p", .title = "p", .cell = [](const Pair& p) { return p.p; }, .digits = 3},
        {.name = "corrected_p",
         .title = "p, corrected",
         .cell = [](const Pair& p) { return p.corrected_p; },
         .digits = 3},
        {.name = "conclusion",
         .title = "first is",
         .cell = [](const Pair& p) { return std::string(name_of(p.conclusion)); }},
        {.name = "pairs_needed",
         .title = "seeds that would decide",
         .cell = [](const Pair& p) { return cell(p.needed); }},
    };
}

Json of_problem(const Results&, const ProblemResults& problem) {
    return {{"wins", json_rows(table_of(columns(), problem.wins))}};
}

Columns<SummaryLine> summary_columns() {
    return {
        {.name = "p_against_first", .cell = [](const SummaryLine& l) { return cell(l.standing.p_against_first); }},
        {.name = "clearly_behind_first", .cell = [](const SummaryLine& l) { return l.standing.clearly_behind_first; }}};
}

Cell behind_first(const Standing& standing) {
    if (!standing.p_against_first) return "";
    switch (standing.conclusion_of_first) {
        case Conclusion::better: return "yes";
        case Conclusion::equal: return "equal";
        default: return "open";
    }
}

Columns<Standing> standing_columns() {
    return {{.title = "behind #1", .cell = behind_first},
            {.latex = "$p$", .cell = [](const Standing& s) { return cell(s.p_against_first); }, .digits = 2}};
}

constexpr const char* frame = R"({
  "width": 200, "height": 120, "padding": 5,
  "data": [{"name": "cells", "values": []}],
  "scales": [
    {"name": "x", "type": "band", "domain": [], "range": "width"},
    {"name": "y", "type": "band", "domain": [], "range": "height"},
    {"name": "shade", "type": "linear", "domain": [0, 0.5, 1], "range": ["#b35806", "#8a8a8a", "#2166ac"],
     "interpolate": "rgb"}],
  "axes": [
    {"orient": "top", "scale": "x", "title": "against"},
    {"orient": "left", "scale": "y", "title": "wins of"}],
  "marks": [
    {"type": "rect", "from": {"data": "cells"},
     "encode": {
       "enter": {"x": {"scale": "x", "field": "b"}, "y": {"scale": "y", "field": "a"},
                 "width": {"scale": "x", "band": 1, "offset": -2}, "height": {"scale": "y", "band": 1, "offset": -2},
                 "fill": {"scale": "shade", "field": "share"}, "tooltip": {"field": "tip"}},
       "update": {"stroke": {"value": "transparent"}},
       "hover": {"stroke": {"value": "currentColor"}}}},
    {"type": "text", "from": {"data": "cells"}, "interactive": false,
     "encode": {
       "enter": {"x": {"scale": "x", "field": "b", "band": 0.5}, "y": {"scale": "y", "field": "a", "band": 0.5},
                 "text": {"field": "text"}, "align": {"value": "center"}, "baseline": {"value": "middle"},
                 "fill": {"value": "#ffffff"}, "fontSize": {"value": 13},
                 "fontWeight": {"signal": "datum.clear ? 'bold' : 'normal'"}}}}]
})";

Json cell_of(const Pair& pair) {
    const double pairs = static_cast<double>(pair.pairs);
    const bool clear = pair.corrected_p < significance_level;
    const double share = (static_cast<double>(pair.wins) + static_cast<double>(pair.ties) / 2) / pairs;
    const std::string text = to_text(pair.wins) + "/" + to_text(pair.pairs) + (clear ? "*" : "");
    return {{"a", pair.a},
            {"b", pair.b},
            {"share", pair.pairs == 0 ? 0.5 : share},
            {"clear", clear},
            {"text", pair.pairs == 0 ? "-" : text},
            {"tip", pair.a + " against " + pair.b + "\n" + to_text(pair.wins) + " wins, " + to_text(pair.ties) +
                        " ties, " + to_text(pair.losses) + " losses\npaired difference " +
                        shown(pair.difference.estimate) + ", " + text_of(pair.difference.interval) +
                        "\np = " + shown(pair.p, 3) + ", corrected " + shown(pair.corrected_p, 3)}};
}

Json drawing(const ProblemResults& problem) {
    Json order = Json::array(), cells = Json::array();
    for (const Standing& standing : problem.standings) order.push_back(standing.optimizer);
    for (const Pair& pair : problem.wins) {
        cells.push_back(cell_of(pair));
        cells.push_back(cell_of(turned(pair)));
    }
    Json result = parse_json(frame, "a win matrix");
    result["width"] = std::max<std::size_t>(200, 64 * order.size());
    result["height"] = std::max<std::size_t>(120, 40 * order.size());
    result["data"][0]["values"] = std::move(cells);
    result["scales"][0]["domain"] = order;
    result["scales"][1]["domain"] = order;
    return result;
}

std::vector<Plot> plots(const Results&, const ProblemResults& problem) {
    if (problem.wins.empty()) return {};
    return {
        {.title = "Who beats whom",
         .caption =
             "Wins of the optimizer on the left against the one above, over runs paired by seed (same initial "
             "weights, same order of patterns)" +
             problem.final.on_data + ". A star marks differences that are significant at " + shown(significance_level) +
             " by the exact Wilcoxon signed-rank test after Holm's correction over all pairs. Differences in the "
             "table are Hodges and Lehmann's, with an interval of the coverage that is given, and positive where the "
             "first is better.",
         .table = table_of(columns(), problem.wins),
         .drawing = to_json_line(drawing(problem))}};
}

}  // namespace

Figure wins() {
    return {
        .name = "wins",
        .title = "wins, paired differences",
        .definition =
            "runs paired by problem and seed; a finished run beats a diverged one, two diverged runs tie; an "
            "optimizer whose every setting diverged in tuning counts as diverged at every seed. The difference is "
            "the median of the averages of any two paired differences, with an interval between two of these "
            "averages and its exact coverage (Hodges and Lehmann 1963), positive where the first is better. "
            "Conclusion: "
            "`equal` where an interval of 95% or more lies within the region of practical equality (accuracies "
            "0.01, Benavoli et al. 2017; losses 5% of the smaller median; settings `equal_accuracy`, `equal_loss`), "
            "`better` or `worse` where p is below 0.05 and the difference beyond it, else `undecided`. Needed: as "
            "over problems",
        .of_problem = of_problem,
        .summary_columns = summary_columns,
        .standing_columns = standing_columns,
        .problem_plots = plots};
}

}  // namespace descent::report::figure
