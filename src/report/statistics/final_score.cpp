#include "report/statistics/final_score.h"

#include <algorithm>
#include <cmath>

namespace descent::report {
namespace {

/// `worst` for a diverged run; runs in which the figure does not exist (accuracy without classes) are left out.
Distribution over(const std::vector<const TrialRecord*>& records, Metric metric, auto value_of) {
    std::vector<double> values;
    for (const TrialRecord* record : records) {
        if (record->outcome() == Outcome::diverged) values.push_back(worst(metric));
        const double value = value_of(*record);
        if (record->outcome() == Outcome::finished && !std::isnan(value)) values.push_back(value);
    }
    const bool measured = std::any_of(values.begin(), values.end(), [](double v) { return !std::isinf(v); });
    return describe(measured ? values : std::vector<double>());
}

double last(const TrialRecord& record, double CurvePoint::*member) {
    return record.curve.empty() ? std::numeric_limits<double>::quiet_NaN() : record.curve.back().*member;
}

}  // namespace

FinalScore final_score(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    FinalScore result;
    const auto records = study.of(problem.name, optimizer, Phase::final);
    for (const TrialRecord* record : records) {
        const Outcome outcome = record->outcome();
        result.finished += outcome == Outcome::finished;
        result.diverged += outcome == Outcome::diverged;
        result.missing += outcome == Outcome::interrupted || outcome == Outcome::failed;
        result.settings = record->trial.settings;
    }
    result.runs = result.finished + result.diverged;
    result.test_loss = over(records, Metric::loss, [](const TrialRecord& r) { return r.test_loss; });
    result.test_accuracy = over(records, Metric::accuracy, [](const TrialRecord& r) { return r.test_accuracy; });
    result.validation_loss =
        over(records, Metric::loss, [](const TrialRecord& r) { return last(r, &CurvePoint::validation_loss); });
    result.validation_accuracy =
        over(records, Metric::accuracy, [](const TrialRecord& r) { return last(r, &CurvePoint::validation_accuracy); });
    result.training_loss = over(records, Metric::loss, [](const TrialRecord& r) { return last(r, &CurvePoint::loss); });
    result.score = problem.metric == Metric::accuracy ? result.test_accuracy : result.test_loss;
    return result;
}

double median_or_worst(const FinalScore& score, Metric metric) {
    return score.score.n == 0 ? worst(metric) : score.score.median;
}

Cell settings_cell(const FinalScore& score) {
    return score.settings ? Cell(study::to_string(*score.settings)) : Cell();
}

}  // namespace descent::report
