#include "report/statistics/to_target.h"

#include <algorithm>

namespace descent::report {

std::optional<std::size_t> reaches(const TrialRecord& record, Metric metric, double target) {
    for (std::size_t i = 0; i < record.curve.size(); ++i) {
        const double value = validation_of(record.curve[i], metric);
        if (metric == Metric::accuracy ? value >= target : value <= target) return i;  // NaN reaches nothing
    }
    return std::nullopt;
}

std::optional<double> target_of(const Study& study, const StudyProblem& problem) {
    if (study.asked_target(problem.metric)) return study.asked_target(problem.metric);
    std::vector<double> bests;
    for (const std::string& optimizer : study.optimizers) {
        const auto tried = configurations(study, problem, optimizer);
        if (const Configuration* best = best_of(tried, problem.metric)) bests.push_back(best->score);
    }
    if (bests.empty()) return std::nullopt;
    std::sort(bests.begin(), bests.end(), [&](double a, double b) { return better(problem.metric, a, b); });
    return tolerated(problem.metric, bests[bests.size() / 2]);
}

ToTarget to_target(const Study& study, const StudyProblem& problem, const std::string& optimizer, double target) {
    ToTarget result{.target = target};
    std::vector<double> steps, epochs;
    for (const TrialRecord* record : study.of(problem.name, optimizer, Phase::final)) {
        if (!test_score(*record, problem.metric)) continue;  // interrupted or failed
        ++result.runs;
        const auto place = reaches(*record, problem.metric, target);
        result.hits += place.has_value();
        constexpr double missed = std::numeric_limits<double>::infinity();
        steps.push_back(place ? static_cast<double>(record->curve[*place].step) : missed);
        epochs.push_back(place ? static_cast<double>(record->curve[*place].epoch) : missed);
    }
    result.steps = describe(steps);
    result.epochs = describe(epochs);
    return result;
}

}  // namespace descent::report
