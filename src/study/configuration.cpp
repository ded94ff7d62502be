#include "study/configuration.h"

#include <algorithm>
#include <cmath>

#include "study/quantile.h"
#include "study/score.h"

namespace descent::study {

std::vector<Configuration> configurations(const Study& study, const StudyProblem& problem,
                                          const std::string& optimizer) {
    std::vector<Configuration> tried;
    std::vector<double> scores;
    const auto close = [&] {
        std::sort(scores.begin(), scores.end());
        tried.back().score = quantile(scores, 0.5);
    };
    for (const TrialRecord* record : study.of(problem.name, optimizer, Phase::tune)) {
        const auto score = validation_score(*record, problem.metric);
        if (!score) continue;
        if (tried.empty() || tried.back().settings != record->trial.settings) {
            if (!tried.empty()) close();
            tried.push_back({.settings = record->trial.settings});
            scores.clear();
        }
        ++tried.back().runs;
        if (std::isinf(*score)) ++tried.back().diverged;
        scores.push_back(*score);
    }
    if (!tried.empty()) close();
    return tried;
}

double tolerated(Metric metric, double best) {
    return metric == Metric::accuracy ? best - 0.02 : best + 0.1 * std::fabs(best);
}

const Configuration* best_of(const std::vector<Configuration>& tried, Metric metric) {
    const Configuration* best = nullptr;
    for (const Configuration& one : tried) {
        if (std::isinf(one.score)) continue;
        const bool first = best == nullptr || better(metric, one.score, best->score) ||
                           (one.score == best->score && one.diverged < best->diverged);
        if (first) best = &one;
    }
    return best;
}

}  // namespace descent::study
