#include "report/statistics/wins.h"

#include <algorithm>

#include "report/statistics/final_by_seed.h"
#include "report/statistics/pairs_needed.h"
#include "report/statistics/rounding.h"
#include "report/statistics/signed_rank.h"

namespace descent::report {
namespace {

BySeed scores_of(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    return final_by_seed(study, problem, optimizer, worst(problem.metric),
                         [&](const TrialRecord& record) { return test_score(record, problem.metric); });
}

/// Positive when a is better; two diverged runs are equal.
double difference(Metric metric, double a, double b) {
    if (a == b) return 0;
    return metric == Metric::accuracy ? a - b : b - a;
}

std::vector<double> paired(Metric metric, const BySeed& a, const BySeed& b) {
    std::vector<double> differences;
    for (const auto& [seed, score] : a) {
        const auto other = b.find(seed);
        if (other != b.end()) differences.push_back(difference(metric, score, other->second));
    }
    return differences;
}

double median_of(const BySeed& scores) {
    std::vector<double> values;
    for (const auto& [seed, score] : scores) values.push_back(score);
    std::sort(values.begin(), values.end());
    return quantile(values, 0.5);
}

PairOfOptimizers compare_pair(Metric metric, const std::vector<double>& differences) {
    PairOfOptimizers result;
    result.pairs = differences.size();
    for (const double d : differences) {
        result.wins += d > 0;
        result.ties += d == 0;
        result.losses += d < 0;
    }
    result.p = signed_rank_p(differences, metric == Metric::accuracy ? rounding : 0);
    result.difference = paired_difference(differences);
    return result;
}

}  // namespace

PairOfOptimizers turned(PairOfOptimizers pair) {
    std::swap(pair.a, pair.b);
    std::swap(pair.wins, pair.losses);
    PairedDifference& difference = pair.difference;
    difference = {-difference.estimate,
                  {-difference.interval.high, -difference.interval.low, difference.interval.coverage}};
    if (pair.conclusion == Conclusion::better) {
        pair.conclusion = Conclusion::worse;
    } else if (pair.conclusion == Conclusion::worse) {
        pair.conclusion = Conclusion::better;
    }
    return pair;
}

std::vector<PairOfOptimizers> win_matrix(const Study& study, const StudyProblem& problem) {
    std::vector<BySeed> scores;
    for (const std::string& optimizer : study.optimizers) scores.push_back(scores_of(study, problem, optimizer));
    std::vector<PairOfOptimizers> matrix;
    std::vector<double> p_values, regions;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        for (std::size_t j = i + 1; j < scores.size(); ++j) {
            const std::vector<double> differences = paired(problem.metric, scores[i], scores[j]);
            matrix.push_back(compare_pair(problem.metric, differences));
            matrix.back().needed = pairs_needed(differences, scores.size() * (scores.size() - 1) / 2);
            regions.push_back(region_of_equality(study, problem.metric, median_of(scores[i]), median_of(scores[j])));
            matrix.back().a = study.optimizers[i];
            matrix.back().b = study.optimizers[j];
            p_values.push_back(matrix.back().p);
        }
    }
    const std::vector<double> corrected = holm(p_values);
    for (std::size_t k = 0; k < matrix.size(); ++k) {
        matrix[k].corrected_p = corrected[k];
        matrix[k].conclusion = conclusion_of(matrix[k].difference, corrected[k], regions[k]);
    }
    return matrix;
}

}  // namespace descent::report
