#include "report/statistics/ranking.h"

#include <algorithm>
#include <map>

#include "report/statistics/final_score.h"

namespace descent::report {

std::vector<std::string> ranking(const Study& study, const StudyProblem& problem) {
    std::map<std::string, double> medians;
    for (const std::string& optimizer : study.optimizers) {
        medians[optimizer] = median_or_worst(final_score(study, problem, optimizer), problem.metric);
    }
    std::vector<std::string> ranked = study.optimizers;
    std::stable_sort(ranked.begin(), ranked.end(), [&](const std::string& a, const std::string& b) {
        return better(problem.metric, medians[a], medians[b]);
    });
    return ranked;
}

}  // namespace descent::report
