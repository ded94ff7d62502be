#include "report/statistics/wins.h"

#include "report/statistics/final_by_seed.h"
#include "report/statistics/signed_rank.h"

namespace descent::report {
namespace {

BySeed scores_of(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    return final_by_seed(study, problem, optimizer, worst(problem.metric),
                         [&](const TrialRecord& record) { return test_score(record, problem.metric); });
}

/// Accuracies are counts of patterns over their number: differences that are no further apart than this are equal, and
/// what parts them is rounding.
constexpr double accuracy_resolution = 1e-12;

/// Positive when a is better; two diverged runs are equal.
double difference(Metric metric, double a, double b) {
    if (a == b) return 0;
    return metric == Metric::accuracy ? a - b : b - a;
}

PairOfOptimizers compare_pair(Metric metric, const BySeed& a, const BySeed& b) {
    PairOfOptimizers result;
    std::vector<double> differences;
    for (const auto& [seed, score] : a) {
        const auto other = b.find(seed);
        if (other != b.end()) differences.push_back(difference(metric, score, other->second));
    }
    result.pairs = differences.size();
    for (const double d : differences) {
        result.wins += d > 0;
        result.ties += d == 0;
        result.losses += d < 0;
    }
    result.p = signed_rank_p(differences, metric == Metric::accuracy ? accuracy_resolution : 0);
    result.difference = paired_difference(differences);
    return result;
}

}  // namespace

std::vector<PairOfOptimizers> win_matrix(const Study& study, const StudyProblem& problem) {
    std::vector<BySeed> scores;
    for (const std::string& optimizer : study.optimizers) scores.push_back(scores_of(study, problem, optimizer));
    std::vector<PairOfOptimizers> matrix;
    std::vector<double> p_values;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        for (std::size_t j = i + 1; j < scores.size(); ++j) {
            matrix.push_back(compare_pair(problem.metric, scores[i], scores[j]));
            matrix.back().a = study.optimizers[i];
            matrix.back().b = study.optimizers[j];
            p_values.push_back(matrix.back().p);
        }
    }
    const std::vector<double> corrected = holm(p_values);
    for (std::size_t k = 0; k < matrix.size(); ++k) matrix[k].corrected_p = corrected[k];
    return matrix;
}

}  // namespace descent::report
