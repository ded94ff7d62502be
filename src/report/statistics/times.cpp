#include "report/statistics/times.h"

#include <algorithm>

#include "report/statistics/to_target.h"

namespace descent::report {

TimeFigure time_figure(const Study& study, const StudyProblem& problem, const std::string& optimizer,
                       const std::optional<double>& target, const std::vector<TrialTimes>& times) {
    std::map<std::string, const std::vector<double>*> by_key;
    for (const TrialTimes& one : times)
        by_key[one.key] = &one.seconds;  // the last one stands: a trial may be run again

    std::vector<double> whole, to_target, per_epoch;
    for (const TrialRecord* record : study.of(problem.name, optimizer, Phase::final)) {
        const auto found = by_key.find(study::key_of(record->trial));
        if (found == by_key.end() || found->second->empty()) continue;
        const std::vector<double>& seconds = *found->second;
        if (record->outcome() == Outcome::finished) whole.push_back(seconds.back());
        for (std::size_t i = 0; i < seconds.size(); ++i) per_epoch.push_back(seconds[i] - (i > 0 ? seconds[i - 1] : 0));
        if (!target || !test_score(*record, problem.metric)) continue;
        const auto place = reaches(*record, problem.metric, *target);
        const bool known = place && *place < seconds.size();
        to_target.push_back(known ? seconds[*place] : std::numeric_limits<double>::infinity());
    }
    std::sort(per_epoch.begin(), per_epoch.end());
    return {describe(whole), describe(to_target), quantile(per_epoch, 0.5)};
}

}  // namespace descent::report
