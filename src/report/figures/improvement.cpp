#include <algorithm>

#include "report/drawing/intervals.h"
#include "report/figures/figure.h"

namespace descent::report::figure {
namespace {

Cell part(const std::optional<Estimate>& estimate, double Estimate::*member) {
    return estimate ? Cell((*estimate).*member) : Cell();
}

Columns<RunScores> columns() {
    return {
        {.name = "optimizer", .title = "optimizer", .cell = [](const RunScores& r) { return r.optimizer; }},
        {.name = "score", .title = "interquartile mean", .cell = [](const RunScores& r) { return r.mean.value; }},
        {.name = "score_low", .title = "from", .cell = [](const RunScores& r) { return r.mean.low; }},
        {.name = "score_high", .title = "to", .cell = [](const RunScores& r) { return r.mean.high; }},
        {.name = "improvement",
         .title = "beats the baseline with probability",
         .cell = [](const RunScores& r) { return part(r.improvement, &Estimate::value); }},
        {.name = "improvement_low",
         .title = "from",
         .cell = [](const RunScores& r) { return part(r.improvement, &Estimate::low); }},
        {.name = "improvement_high",
         .title = "to",
         .cell = [](const RunScores& r) { return part(r.improvement, &Estimate::high); }},
    };
}

Json of_study(const Results& results) {
    return {{"baseline", baseline_of(results.study())},
            {"improvement", json_rows(table_of(columns(), results.scores))}};
}

std::vector<Plot> plots(const Results& results) {
    const std::vector<RunScores>& rows = results.scores;
    if (rows.empty()) return {};
    std::vector<IntervalRow> intervals;
    for (const RunScores& row : rows) {
        const Estimate& s = row.mean;
        const Distribution shape{.n = 1,
                                 .median = s.value,
                                 .lower_quartile = s.value,
                                 .upper_quartile = s.value,
                                 .interval = {s.low, s.high, wanted_coverage}};
        intervals.push_back({row.optimizer, shape,
                             row.optimizer + "\ninterquartile mean " + shown(s.value, 3) + "\n" + shown(s.low, 3) +
                                 " to " + shown(s.high, 3)});
    }
    std::ranges::stable_sort(intervals, std::greater(), [](const IntervalRow& row) { return row.values.median; });
    return {{.title = "Interquartile means of scores",
             .caption =
                 "A run's score is the share of the other optimizers' runs on its problem that it beats; the mean is "
                 "over the middle half of all scores. The table also has the probability that a run beats one of " +
                 baseline_of(results.study()) +
                 ", the baseline. Intervals are those of a bootstrap over seeds within each problem: they say "
                 "nothing of other problems, and cover less than 95% with few seeds.",
             .table = table_of(columns(), rows),
             .drawing = to_json_line(interval_drawing(intervals, "interquartile mean of scores", false))}};
}

}  // namespace

Figure improvement() {
    return {
        .name = "improvement",
        .title = "interquartile mean, probability of improvement",
        .definition =
            "over the problems on which all have results. Score of a run: the mean over the other optimizers of the "
            "share of their runs on its problem that it beats, equal ones counting half. The mean leaves out the "
            "lowest and the highest `floor(n/4)` scores. Probability of improvement: the mean over problems of "
            "`U / (n_a n_b)` (Mann and Whitney 1947) against the baseline. Intervals: 2.5% and 97.5% quantiles over "
            "1000 resamples of the runs within each problem and optimizer, scored anew (after Agarwal et al. 2021)",
        .of_study = of_study,
        .study_plots = plots};
}

}  // namespace descent::report::figure
