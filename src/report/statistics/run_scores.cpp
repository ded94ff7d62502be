#include "report/statistics/run_scores.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "report/statistics/final_by_seed.h"
#include "report/statistics/rounding.h"

namespace descent::report {
namespace {

constexpr std::size_t resamples = 1000;

using Values = std::vector<double>;
/// The runs of each optimizer on one problem, in the order of seeds; larger is better.
using Runs = std::vector<Values>;

/// 1 where a is better, 0 where b is, 1/2 for equal ones: for accuracies also those that rounding parts.
double beats(double a, double b) {
    if (a == b) return 0.5;
    if (std::isfinite(a) && std::isfinite(b) && equal_but_for_rounding(a, b)) return 0.5;
    return a > b ? 1 : 0;
}

std::vector<Runs> runs_of(const Study& study) {
    std::vector<Runs> result;
    for (const StudyProblem& problem : study.problems) {
        const double sign = problem.metric == Metric::accuracy ? 1 : -1;
        Runs runs;
        for (const std::string& optimizer : study.optimizers) {
            const auto score = [&](const TrialRecord& record) { return test_score(record, problem.metric); };
            runs.emplace_back();
            for (const auto& [seed, value] : final_by_seed(study, problem, optimizer, worst(problem.metric), score)) {
                runs.back().push_back(sign * value);
            }
        }
        if (std::ranges::none_of(runs, &Values::empty)) result.push_back(std::move(runs));
    }
    return result;
}

double share_beaten(double run, const Values& others) {
    double sum = 0;
    for (const double other : others) sum += beats(run, other);
    return sum / static_cast<double>(others.size());
}

double mean_of(const Values& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double interquartile_mean(Values values) {
    std::sort(values.begin(), values.end());
    const auto cut = static_cast<std::ptrdiff_t>(values.size() / 4);
    return mean_of(Values(values.begin() + cut, values.end() - cut));
}

/// Of each optimizer: the interquartile mean, and the probability of improvement on the baseline.
struct Figures {
    Values means, improvements;
};

Figures figures_of(const std::vector<Runs>& problems, std::size_t baseline) {
    Figures figures;
    for (std::size_t o = 0; o < problems.front().size(); ++o) {
        Values scores, improvements;
        for (const Runs& runs : problems) {
            Values against_baseline;
            for (const double run : runs[o]) {
                double sum = 0;
                for (std::size_t other = 0; other < runs.size(); ++other) {
                    if (other == o) continue;
                    const double share = share_beaten(run, runs[other]);
                    if (other == baseline) against_baseline.push_back(share);
                    sum += share;
                }
                scores.push_back(sum / static_cast<double>(runs.size() - 1));
            }
            if (o != baseline) improvements.push_back(mean_of(against_baseline));
        }
        figures.means.push_back(interquartile_mean(std::move(scores)));
        figures.improvements.push_back(o == baseline ? 0.0 : mean_of(improvements));
    }
    return figures;
}

/// As many runs as there are, of each optimizer on each problem, drawn with replacement.
std::vector<Runs> resampled(const std::vector<Runs>& problems, RandomStream& stream) {
    std::vector<Runs> drawn = problems;
    for (std::size_t p = 0; p < problems.size(); ++p) {
        for (std::size_t o = 0; o < problems[p].size(); ++o) {
            for (double& run : drawn[p][o]) run = problems[p][o][stream.below(problems[p][o].size())];
        }
    }
    return drawn;
}

Estimate estimate(double value, Values again) {
    std::sort(again.begin(), again.end());
    return {value, quantile(again, 0.025), quantile(again, 0.975)};
}

}  // namespace

std::vector<RunScores> run_scores(const Study& study) {
    const std::vector<Runs> problems = runs_of(study);
    std::vector<RunScores> result;
    if (problems.empty() || study.optimizers.size() < 2) return result;
    const auto named = std::ranges::find(study.optimizers, baseline_of(study));
    const auto baseline = static_cast<std::size_t>(named - study.optimizers.begin());
    const Figures seen = figures_of(problems, baseline);
    std::vector<Values> means(study.optimizers.size()), improvements(study.optimizers.size());
    RandomStream stream(1, "stratified bootstrap");
    for (std::size_t b = 0; b < resamples; ++b) {
        const Figures again = figures_of(resampled(problems, stream), baseline);
        for (std::size_t o = 0; o < means.size(); ++o) {
            means[o].push_back(again.means[o]);
            improvements[o].push_back(again.improvements[o]);
        }
    }
    for (std::size_t o = 0; o < means.size(); ++o) {
        result.push_back({.optimizer = study.optimizers[o], .mean = estimate(seen.means[o], means[o])});
        if (o != baseline) result.back().improvement = estimate(seen.improvements[o], improvements[o]);
    }
    return result;
}

}  // namespace descent::report
