// Performance profiles (Dolan and More 2002) of steps to target, as in AlgoPerf (Dahl et al. 2023).
//
// An instance is a problem and a final seed that every optimizer ran, or was lost in tuning (final_by_seed.h) and
// misses. t(s, o): steps of optimizer o to the target, infinite when missed. r(s, o) = t(s, o) / min over o of t(s, o).
// rho_o(tau) = share of instances with r <= tau; an instance that nobody solved counts against all. Score: integral of
// rho_o over tau in [1, 4], divided by 3.

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/drawing/lines.h"
#include "report/figures/figure.h"
#include "report/statistics/final_by_seed.h"

namespace descent::report::figure {
namespace {

constexpr double largest_tau = 4;

struct Row {
    std::string optimizer;
    std::vector<double> ratios = {};  ///< of the solved instances, ascending
    std::size_t instances = 0;
    double score = 0;

    /// rho(tau)
    double at(double tau) const {
        const auto within = std::upper_bound(ratios.begin(), ratios.end(), tau) - ratios.begin();
        return static_cast<double>(within) / static_cast<double>(instances);
    }
};

Columns<Row> columns() {
    Columns<Row> result = {
        {.name = "optimizer", .title = "optimizer", .cell = [](const Row& r) { return r.optimizer; }},
        {.title = "score", .cell = [](const Row& r) { return r.score; }},
        {.name = "instances", .title = "instances", .cell = [](const Row& r) { return r.instances; }},
        {.name = "solved", .title = "solved", .cell = [](const Row& r) { return r.ratios.size(); }},
        {.name = "score", .cell = [](const Row& r) { return r.score; }}};
    for (const double tau : {1.0, 1.5, 2.0, 3.0, largest_tau}) {
        result.push_back(
            {.title = "within " + shown(tau), .cell = [tau](const Row& r) { return r.at(tau); }, .digits = 3});
    }
    return result;
}

/// Steps to the target, of each optimizer.
std::vector<BySeed> steps_of(const Study& study, const ProblemResults& problem) {
    constexpr double missed = std::numeric_limits<double>::infinity();
    const auto to_target = [&](const TrialRecord& record) -> std::optional<double> {
        if (!record.has_result()) return std::nullopt;
        const auto place = reaches(record, problem.problem.metric, *problem.target);
        return place ? static_cast<double>(record.curve[*place].step) : missed;
    };
    std::vector<BySeed> steps;
    for (const std::string& optimizer : study.optimizers)
        steps.push_back(final_by_seed(study, problem.problem, optimizer, missed, to_target));
    return steps;
}

/// One list an instance: the steps of each optimizer.
std::vector<std::vector<double>> instances(const Results& results) {
    std::vector<std::vector<double>> times;
    for (const ProblemResults& problem : results.problems) {
        if (!problem.target || results.study().optimizers.empty()) continue;
        const std::vector<BySeed> steps = steps_of(results.study(), problem);
        for (const auto& [seed, first] : steps.front()) {
            std::vector<double> instance;
            for (const BySeed& of_optimizer : steps) {
                const auto found = of_optimizer.find(seed);
                if (found != of_optimizer.end()) instance.push_back(found->second);
            }
            if (instance.size() == steps.size()) times.push_back(std::move(instance));
        }
    }
    return times;
}

/// Integral of rho over [1, 4], over 3: a ratio r adds its instance's share from r on.
double integral(const Row& profile) {
    double sum = 0;
    for (const double ratio : profile.ratios) sum += std::max(0.0, largest_tau - ratio);
    return sum / static_cast<double>(profile.instances) / (largest_tau - 1);
}

/// One row an optimizer, over all problems that have a target; none without instances.
std::vector<Row> rows_of(const Results& results) {
    const std::vector<std::vector<double>> times = instances(results);
    std::vector<Row> rows;
    for (std::size_t o = 0; !times.empty() && o < results.study().optimizers.size(); ++o) {
        Row row{.optimizer = results.study().optimizers[o], .instances = times.size()};
        for (const std::vector<double>& instance : times) {
            const double best = *std::min_element(instance.begin(), instance.end());
            if (std::isfinite(instance[o])) row.ratios.push_back(instance[o] / best);
        }
        std::sort(row.ratios.begin(), row.ratios.end());
        row.score = integral(row);
        rows.push_back(std::move(row));
    }
    return rows;
}

Json of_study(const Results& results) {
    const std::vector<Row> rows = rows_of(results);
    Json profiles = json_rows(table_of(columns(), rows));
    for (std::size_t i = 0; i < rows.size(); ++i) profiles[i]["ratios"] = rows[i].ratios;
    return {{"profiles", profiles}};
}

Json drawing(const std::vector<Row>& rows) {
    LinePlot plot{.points = {},
                  .x = {"steps to target, as a multiple of the fastest (tau)"},
                  .y = {"share of problems and seeds"},
                  .steps = true};
    for (const Row& row : rows) {
        std::vector<double> taus = {1};
        std::ranges::copy_if(row.ratios, std::back_inserter(taus),
                             [](double ratio) { return ratio > 1 && ratio < largest_tau; });
        taus.push_back(largest_tau);
        for (const double tau : taus) {
            plot.points.push_back({.optimizer = row.optimizer,
                                   .x = tau,
                                   .y = row.at(tau),
                                   .tip = row.optimizer + "\nwithin " + shown(tau) + " times the fastest: " +
                                          shown(100 * row.at(tau), 3) + "%\nscore " + shown(row.score)});
        }
    }
    Json result = line_drawing(plot);
    result["scales"][0].update({{"domain", {1, largest_tau}}, {"padding", 0}});
    result["scales"][1].update({{"domain", {0, 1.02}}, {"nice", false}});
    result["axes"][1].update({{"format", "%"}, {"values", {0, 0.25, 0.5, 0.75, 1}}});
    return result;
}

std::vector<Plot> plots(const Results& results) {
    const std::vector<Row> rows = rows_of(results);
    if (rows.empty()) return {};
    return {{.title = "Performance profiles of steps to target",
             .caption =
                 "Share of all problems and seeds that an optimizer brought to the target within tau times the steps "
                 "of the fastest. The score is the area under the curve between 1 and 4, divided by 3: 1 is always "
                 "the fastest, 0 never within four times.",
             .table = table_of(columns(), rows),
             .drawing = to_json_line(drawing(rows))}};
}

}  // namespace

Figure profiles() {
    return {.name = "profiles",
            .title = "performance profile",
            .definition =
                "over instances (problem, seed): `r = steps to target / the fewest of any optimizer`; "
                "`rho(tau)`: share of instances with `r <= tau`, tau to 4; an instance that nobody solved "
                "counts against all. Score: the integral from 1 to 4, over 3 (Dolan and More 2002; Dahl et "
                "al. 2023, AlgoPerf)",
            .of_study = of_study,
            .study_plots = plots};
}

}  // namespace descent::report::figure
