#include "report/statistics/divergence.h"

#include <algorithm>

namespace descent::report {

Divergence divergence(const Study& study, const StudyProblem& problem, const std::string& optimizer, Phase phase) {
    Divergence result;
    for (const TrialRecord* record : study.of(problem.name, optimizer, phase)) {
        const Outcome outcome = record->outcome();
        result.runs += outcome == Outcome::finished || outcome == Outcome::diverged;
        if (outcome != Outcome::diverged) continue;
        ++result.diverged;
        result.earliest_epoch = std::min(result.earliest_epoch.value_or(record->epochs), record->epochs);
    }
    return result;
}

}  // namespace descent::report
