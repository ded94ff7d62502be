#include "report/statistics/final_by_seed.h"

namespace descent::report {
namespace {

bool lost_in_tuning(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    if (!study.of(problem.name, optimizer, Phase::final).empty()) return false;
    const auto tried = configurations(study, problem, optimizer);
    return !tried.empty() && best_of(tried, problem.metric) == nullptr;
}

}  // namespace

BySeed final_by_seed(const Study& study, const StudyProblem& problem, const std::string& optimizer, double lost,
                     const std::function<std::optional<double>(const TrialRecord&)>& value_of) {
    BySeed values;
    if (lost_in_tuning(study, problem, optimizer)) {
        for (const std::string& any : study.optimizers) {
            for (const TrialRecord* record : study.of(problem.name, any, Phase::final))
                values[record->trial.seed] = lost;
        }
        return values;
    }
    for (const TrialRecord* record : study.of(problem.name, optimizer, Phase::final)) {
        if (const auto value = value_of(*record)) values[record->trial.seed] = *value;
    }
    return values;
}

}  // namespace descent::report
