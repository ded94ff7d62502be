// What a budget of k tried settings can be expected to give (Dodge et al. 2019, "Show Your Work"; Sivaprasad et al.
// 2020, "Optimizer Benchmarking Needs to Account for Hyperparameter Tuning").
//
// Of N settings tried, those that ended with a score are ordered from worst to best, x_1 .. x_M; N - M diverged and
// are worse than all. With F = N - M, the best of k draws is x_i with probability
//   without replacement:  [C(F + i, k) - C(F + i - 1, k)] / C(N, k)   (Tang et al. 2020: free of bias)
//   with replacement:     [(F + i)^k - (F + i - 1)^k] / N^k           (Dodge et al.)
// and all k diverge with probability C(F, k) / C(N, k), or (F / N)^k. The expected best is given for draws of which
// at least one ended with a score; the probability that none does stands beside it.

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "report/drawing/lines.h"
#include "report/figures/figure.h"

namespace descent::report::figure {
namespace {

struct Row {
    std::string optimizer;
    std::size_t budget = 0;  ///< settings tried
    double expected = 0;     ///< without replacement; NaN when every draw diverges
    double all_diverge = 0;  ///< probability
    double expected_with_replacement = 0;
    double all_diverge_with_replacement = 0;
};

Columns<Row> columns() {
    return {
        {.title = "optimizer", .cell = [](const Row& r) { return r.optimizer; }},
        {.name = "budget", .title = "settings tried", .cell = [](const Row& r) { return r.budget; }},
        {.name = "expected", .title = "expected best", .cell = [](const Row& r) { return r.expected; }, .digits = 6},
        {.name = "all_diverge", .title = "all diverge", .cell = [](const Row& r) { return r.all_diverge; }},
        {.name = "expected_with_replacement",
         .title = "with replacement",
         .cell = [](const Row& r) { return r.expected_with_replacement; },
         .digits = 6},
        {.name = "all_diverge_with_replacement", .title = "all diverge, with replacement", .cell = [](const Row& r) {
             return r.all_diverge_with_replacement;
         }}};
}

/// Probability that k draws without replacement from `total` all fall among the `among` worst: C(among, k) / C(total,
/// k) = prod_(j < k) (among - j) / (total - j).
double all_among(std::size_t among, std::size_t total, std::size_t k) {
    double probability = 1;
    for (std::size_t j = 0; j < k; ++j) {
        if (among <= j) return 0;
        probability *= static_cast<double>(among - j) / static_cast<double>(total - j);
    }
    return probability;
}

/// The same with replacement: (among / total)^k.
double all_among_again(std::size_t among, std::size_t total, std::size_t k) {
    double probability = 1;
    for (std::size_t j = 0; j < k; ++j) probability *= static_cast<double>(among) / static_cast<double>(total);
    return probability;
}

/// (expected best given that one draw has a score, probability that none has)
template <class AllAmong>
std::pair<double, double> expect(const std::vector<double>& scored, std::size_t total, std::size_t k, AllAmong all) {
    const std::size_t failed = total - scored.size();
    double sum = 0;
    for (std::size_t i = 1; i <= scored.size(); ++i) {
        sum += scored[i - 1] * (all(failed + i, total, k) - all(failed + i - 1, total, k));
    }
    const double none = all(failed, total, k);
    return {none < 1 ? sum / (1 - none) : std::numeric_limits<double>::quiet_NaN(), none};
}

/// One row for each k from 1 to the number of settings tried.
std::vector<Row> rows_of(const Results& results, const ProblemResults& problem, const std::string& optimizer) {
    const Metric metric = problem.problem.metric;
    std::vector<double> scores;
    for (const Configuration& one : configurations(results.study(), problem.problem, optimizer)) {
        scores.push_back(one.score);
    }
    const std::size_t total = scores.size();
    std::erase_if(scores, [](double score) { return std::isinf(score); });
    std::sort(scores.begin(), scores.end(), [&](double a, double b) { return better(metric, b, a); });
    std::vector<Row> rows;
    for (std::size_t k = 1; k <= total; ++k) {
        const auto [expected, none] = expect(scores, total, k, all_among);
        const auto [again, none_again] = expect(scores, total, k, all_among_again);
        rows.push_back({optimizer, k, expected, none, again, none_again});
    }
    return rows;
}

Json of_optimizer(const Results& results, const ProblemResults& problem, const Standing& standing) {
    return {{"budget", json_rows(table_of(columns(), rows_of(results, problem, standing.optimizer)))}};
}

std::string tip_of(const Row& row) {
    return row.optimizer + ", " + to_text(row.budget) + " settings tried\nexpected best " + shown(row.expected) +
           "\nwith replacement " + shown(row.expected_with_replacement) + "\nall diverge with probability " +
           shown(row.all_diverge, 2);
}

Json drawing(const std::vector<Row>& rows, const ProblemResults& problem) {
    const Metric metric = problem.problem.metric;
    LinePlot plot{.points = {}, .x = {"settings tried"}, .y = {"expected best " + problem.tuned.figure}};
    std::vector<double> values;
    for (const Row& row : rows) {
        if (!std::isfinite(row.expected)) continue;
        plot.points.push_back(
            {.optimizer = row.optimizer, .x = static_cast<double>(row.budget), .y = row.expected, .tip = tip_of(row)});
        values.push_back(row.expected);
    }
    plot.y.logarithmic = metric == Metric::loss && spread_wide(values);
    Json result = line_drawing(plot);
    result["axes"][0].update({{"tickMinStep", 1}, {"format", "d"}});
    return result;
}

std::vector<Plot> plots(const Results& results, const ProblemResults& problem) {
    std::vector<Row> rows;
    for (const Standing& standing : problem.standings) {
        for (Row& row : rows_of(results, problem, standing.optimizer)) rows.push_back(std::move(row));
    }
    if (rows.empty()) return {};
    return {{.title = "Expected best against tuning budget",
             .caption = "The best score" + problem.tuned.on_data +
                        " to be expected when only so many of the tried settings, drawn at random "
                        "without replacement, had been tried. Given that at least one of them does not diverge; the "
                        "probability that all do stands in the table.",
             .table = table_of(columns(), rows),
             .drawing = to_json_line(drawing(rows, problem))}};
}

}  // namespace

Figure budget() {
    return {.name = "budget",
            .title = "expected best of k settings",
            .definition =
                "of N tried, F diverged, the others from worst to best `x_1 .. x_M`: `sum_i x_i (P_i - "
                "P_(i-1)) / (1 - P_0)` with `P_i = C(F + i, k) / C(N, k)`, draws without replacement (Tang et "
                "al. 2020); with replacement `P_i = ((F + i) / N)^k` (Dodge et al. 2019). `P_0`, the "
                "probability that all k diverge, stands beside it. Its use for optimizers: Sivaprasad et al. "
                "2020",
            .of_optimizer = of_optimizer,
            .problem_plots = plots};
}

}  // namespace descent::report::figure
