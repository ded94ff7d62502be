#include <algorithm>

#include "base/text.h"
#include "report/drawing/lines.h"
#include "report/figures/figure.h"

namespace descent::report::figure {
namespace {

Columns<MeanRank> rank_columns() {
    return {{.name = "optimizer", .title = "optimizer", .cell = [](const MeanRank& r) { return r.optimizer; }},
            {.name = "mean_rank", .title = "mean rank", .cell = [](const MeanRank& r) { return r.rank; }}};
}

Columns<ProblemPair> pair_columns() {
    return {{.name = "a", .title = "first", .cell = [](const ProblemPair& p) { return p.a; }},
            {.name = "b", .title = "second", .cell = [](const ProblemPair& p) { return p.b; }},
            {.name = "wins", .title = "problems won by first", .cell = [](const ProblemPair& p) { return p.wins; }},
            {.name = "ties", .title = "ties", .cell = [](const ProblemPair& p) { return p.ties; }},
            {.name = "losses", .title = "won by second", .cell = [](const ProblemPair& p) { return p.losses; }},
            {.name = "gain", .title = "median gain", .cell = [](const ProblemPair& p) { return p.gain; }, .digits = 3},
            {.name = "p", .title = "p", .cell = [](const ProblemPair& p) { return p.p; }, .digits = 3},
            {.name = "corrected_p",
             .title = "p, corrected",
             .cell = [](const ProblemPair& p) { return p.corrected_p; },
             .digits = 3},
            {.name = "problems_needed", .title = "problems that would decide", .cell = [](const ProblemPair& p) {
                 return cell(p.needed);
             }}};
}

Json of_study(const Results& results) {
    const OverProblems& over = results.over;
    Json json = {{"problems", over.problems}, {"friedman", json_of(over.friedman)}, {"friedman_p", over.friedman_p}};
    json["critical_difference"] = json_of(cell(over.critical_difference));
    json["ranks"] = json_rows(table_of(rank_columns(), over.ranks));
    json["pairs"] = json_rows(table_of(pair_columns(), over.pairs));
    json["groups"] = Json::array();
    for (const std::vector<std::string>& group : over.groups) json["groups"].push_back(Json(group));
    return {{"over_problems", json}};
}

constexpr const char* frame = R"({
  "width": 600, "height": 100, "padding": 5,
  "data": [{"name": "points", "values": []}, {"name": "bars", "values": []}],
  "scales": [
    {"name": "x", "type": "linear", "range": "width", "zero": false, "nice": false, "domain": []},
    {"name": "y", "type": "band", "range": "height", "domain": [], "padding": 0.2}],
  "axes": [
    {"orient": "top", "scale": "x", "grid": true, "title": "mean rank over the problems, 1 is best"},
    {"orient": "left", "scale": "y", "grid": false}],
  "marks": [
    {"type": "rule", "from": {"data": "bars"},
     "encode": {
       "enter": {"x": {"scale": "x", "field": "from"}, "x2": {"scale": "x", "field": "to"},
                 "y": {"scale": "y", "field": "row", "band": 0.5}, "stroke": {"value": "currentColor"},
                 "strokeWidth": {"field": "width"}, "tooltip": {"field": "tip"}}}},
    {"type": "symbol", "from": {"data": "points"},
     "encode": {
       "enter": {"x": {"scale": "x", "field": "rank"}, "y": {"scale": "y", "field": "optimizer", "band": 0.5},
                 "shape": {"scale": "shape", "field": "optimizer"},
                 "fill": {"scale": "colour", "field": "optimizer"}, "stroke": {"value": "currentColor"},
                 "tooltip": {"field": "tip"}},
       "update": {"opacity": {"signal": "indexof(hidden, datum.optimizer) < 0 ? 1 : 0"}, "size": {"value": 110}},
       "hover": {"size": {"value": 220}}}}]
})";

double rank_of(const OverProblems& over, const std::string& optimizer) {
    return std::ranges::find(over.ranks, optimizer, &MeanRank::optimizer)->rank;
}

/// The groups, and how long the critical difference is.
Json bars_of(const OverProblems& over) {
    Json bars = Json::array();
    for (std::size_t i = 0; i < over.groups.size(); ++i) {
        const std::vector<std::string>& group = over.groups[i];
        bars.push_back({{"row", "not told apart " + to_text(i + 1)},
                        {"from", rank_of(over, group.front())},
                        {"to", rank_of(over, group.back())},
                        {"width", 6},
                        {"tip", "not told apart: " + join(group)}});
    }
    if (over.critical_difference) {
        bars.push_back({{"row", "critical difference"},
                        {"from", 1},
                        {"to", 1 + *over.critical_difference},
                        {"width", 1.5},
                        {"tip", "critical difference (Nemenyi) " + shown(*over.critical_difference, 3)}});
    }
    return bars;
}

Json drawing(const OverProblems& over) {
    constexpr std::size_t row_height = 30;
    Json points = Json::array(), rows = Json::array();
    std::vector<std::string> names;
    for (const MeanRank& one : over.ranks) {
        points.push_back({{"optimizer", one.optimizer},
                          {"rank", one.rank},
                          {"tip", one.optimizer + "\nmean rank " + shown(one.rank, 3)}});
        rows.push_back(one.optimizer);
        names.push_back(one.optimizer);
    }
    const Json bars = bars_of(over);
    for (const Json& bar : bars) rows.push_back(bar.at("row"));
    Json result = parse_json(frame, "a diagram of ranks");
    const double most = std::max(static_cast<double>(over.ranks.size()), 1 + over.critical_difference.value_or(0));
    result["height"] = row_height * rows.size();
    result["data"][0]["values"] = points;
    result["data"][1]["values"] = bars;
    result["scales"][0]["domain"] = Json(std::vector<double>{0.9, most + 0.1});
    result["scales"][1]["domain"] = rows;
    set_legend(result, names);
    return result;
}

std::vector<Plot> plots(const Results& results) {
    const OverProblems& over = results.over;
    if (over.problems < 2 || over.ranks.size() < 2) return {};
    return {
        {.title = "Mean ranks over the problems",
         .caption = "Optimizers by their mean rank over " + to_text(over.problems) +
                    " problems. A thick bar joins neighbours no two of which Wilcoxon's "
                    "signed-rank test over the problems tells apart, after Holm's correction. The thin bar is as long "
                    "as the critical difference of Nemenyi's test, which compares mean ranks alone. Friedman's test "
                    "of any difference: p = " +
                    shown(over.friedman_p, 3) + ".",
         .table = table_of(rank_columns(), over.ranks),
         .drawing = to_json_line(drawing(over))},
        {.title = "Pairs over the problems",
         .caption = "Problems that each of a pair wins, ties where the medians differ by nothing that matters; the "
                    "median gain, as a share of the larger error, positive where the first is better; and how many "
                    "problems like these would decide.",
         .table = table_of(pair_columns(), over.pairs),
         .drawing = ""}};
}

}  // namespace

Figure mean_ranks() {
    return {
        .name = "mean_ranks",
        .title = "mean ranks, critical difference, pairs over problems",
        .definition =
            "over the problems on which all have results, by the median final figure on test data; equal ones share "
            "their mean rank. Friedman's test in the form of Iman and Davenport 1980, p not below `k!^(1-N)`; "
            "critical difference `q sqrt(k (k+1) / (6 N))` (Nemenyi 1963; Demsar 2006). Pairs: the exact signed-rank "
            "test of the gains `(e_b - e_a) / max(abs(e_a), abs(e_b))`, where e is the loss or 1 - accuracy, infinite "
            "where runs diverged, corrected by Holm's method over all pairs (Benavoli et al. 2016). Needed: "
            "`(z_a + z_b)^2 / (3 (q - 1/2)^2)` for a power of 0.8 with Holm's smallest level, q the share of the sums "
            "of two gains that are above 0 (Noether 1987)",
        .of_study = of_study,
        .study_plots = plots};
}

}  // namespace descent::report::figure
