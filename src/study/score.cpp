#include "study/score.h"

#include <algorithm>
#include <cmath>

namespace descent::study {
namespace {

std::optional<double> score(const TrialRecord& record, Metric metric, double value) {
    if (!record.has_result()) return std::nullopt;
    if (record.outcome() == Outcome::diverged || std::isnan(value)) return worst(metric);
    return value;
}

}  // namespace

double validation_of(const CurvePoint& point, Metric metric) {
    const double held_out = metric == Metric::accuracy ? point.validation_accuracy : point.validation_loss;
    if (!std::isnan(held_out)) return held_out;
    return metric == Metric::accuracy ? point.accuracy : point.loss;
}

bool holds_out(const Study& study, const StudyProblem& problem) {
    const auto measured = [](const CurvePoint& point) {
        return !std::isnan(point.validation_loss) || !std::isnan(point.validation_accuracy);
    };
    return std::ranges::any_of(study.trials, [&](const TrialRecord& record) {
        return record.trial.problem == problem.name && std::ranges::any_of(record.curve, measured);
    });
}

std::optional<double> validation_score(const TrialRecord& record, Metric metric) {
    const double value =
        record.curve.empty() ? std::numeric_limits<double>::quiet_NaN() : validation_of(record.curve.back(), metric);
    return score(record, metric, value);
}

std::optional<double> test_score(const TrialRecord& record, Metric metric) {
    return score(record, metric, metric == Metric::accuracy ? record.test_accuracy : record.test_loss);
}

}  // namespace descent::study
