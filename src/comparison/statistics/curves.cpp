#include "comparison/statistics/curves.h"

#include <algorithm>
#include <cmath>

#include "comparison/statistics/distribution.h"

namespace descent::comparison {

std::vector<Band> curve_of(const Study& study, const StudyProblem& problem, const std::string& optimizer,
                           double CurvePoint::*member) {
    std::map<std::uint64_t, std::vector<double>> by_epoch;
    std::map<std::uint64_t, std::uint64_t> step_of;
    for (const TrialRecord* record : study.of(problem.name, optimizer, Phase::final)) {
        if (!test_score(*record, problem.metric)) continue;  // interrupted or failed
        for (const CurvePoint& point : record->curve) {
            if (!std::isfinite(point.*member)) continue;
            by_epoch[point.epoch].push_back(point.*member);
            step_of[point.epoch] = point.step;
        }
    }
    std::vector<Band> curve;
    for (auto& [epoch, values] : by_epoch) {
        std::sort(values.begin(), values.end());
        curve.push_back({epoch, step_of[epoch], values.size(), quantile(values, 0.5), quantile(values, 0.25),
                         quantile(values, 0.75)});
    }
    return curve;
}

}  // namespace descent::comparison
