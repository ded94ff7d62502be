#include "report/results.h"

#include <algorithm>

#include "report/statistics/ranking.h"
#include "study/names.h"

namespace descent::report {
namespace {

Standing standing(const Study& study, const ProblemResults& results, const std::string& optimizer) {
    const StudyProblem& problem = results.problem;
    Standing one{.optimizer = optimizer, .final = final_score(study, problem, optimizer)};
    if (results.target) one.to_target = to_target(study, problem, optimizer, *results.target);
    one.tuning = divergence(study, problem, optimizer, Phase::tune);
    one.final_runs = divergence(study, problem, optimizer, Phase::final);
    one.sensitivity = sensitivity(study, problem, optimizer);
    return one;
}

JudgedBy judged_by(const StudyProblem& problem, const std::string& data) {
    if (problem.is_function) return {.figure = "value", .on_data = ""};
    return {.figure = data + " " + std::string(name_of(problem.metric)), .on_data = " on " + data + " data"};
}

ProblemResults results_of(const Study& study, const StudyProblem& problem) {
    ProblemResults results{.problem = problem,
                           .tuned = judged_by(problem, study::holds_out(study, problem) ? "validation" : "training"),
                           .final = judged_by(problem, "test"),
                           .target = target_of(study, problem),
                           .target_asked_for = study.asked_target(problem.metric).has_value(),
                           .wins = win_matrix(study, problem)};
    for (const std::string& optimizer : ranking(study, problem)) {
        Standing one = standing(study, results, optimizer);
        const bool first = results.standings.empty();
        const double median = median_or_worst(one.final, problem.metric);
        const bool level = !first && median == median_or_worst(results.standings.back().final, problem.metric);
        one.rank = level ? results.standings.back().rank : results.standings.size() + 1;
        if (!first) {
            const PairOfOptimizers pair = results.pair_of(results.standings.front().optimizer, optimizer);
            one.p_against_first = pair.corrected_p;
            one.conclusion_of_first = pair.conclusion;
            one.clearly_behind_first = pair.conclusion == Conclusion::better;
        }
        results.standings.push_back(std::move(one));
    }
    return results;
}

}  // namespace

const Standing& ProblemResults::of(const std::string& optimizer) const {
    return *std::ranges::find(standings, optimizer, &Standing::optimizer);
}

PairOfOptimizers ProblemResults::pair_of(const std::string& one, const std::string& other) const {
    for (const PairOfOptimizers& pair : wins) {
        if (pair.a == one && pair.b == other) return pair;
        if (pair.b == one && pair.a == other) return turned(pair);
    }
    return {};
}

Results results_of(const study::StudyFiles& files) {
    Results results{.files = files, .problems = {}};
    for (const StudyProblem& problem : files.study.problems)
        results.problems.push_back(results_of(files.study, problem));
    results.over = over_problems(files.study);
    results.scores = run_scores(files.study);
    return results;
}

}  // namespace descent::report
