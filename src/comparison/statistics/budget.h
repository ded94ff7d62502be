#pragma once
/// \file
/// What a budget of k tried settings can be expected to give (Dodge et al. 2019, "Show Your Work"; Sivaprasad et al.
/// 2020, "Optimizer Benchmarking Needs to Account for Hyperparameter Tuning").
///
/// Of N settings tried, those that ended with a score are ordered from worst to best, x_1 .. x_M; N - M diverged and
/// are worse than all. With F = N - M, the best of k draws is x_i with probability
///   without replacement:  [C(F + i, k) - C(F + i - 1, k)] / C(N, k)   (Tang et al. 2020: free of bias)
///   with replacement:     [(F + i)^k - (F + i - 1)^k] / N^k           (Dodge et al.)
/// and all k diverge with probability C(F, k) / C(N, k), or (F / N)^k. The expected best is given for draws of which
/// at least one ended with a score; the probability that none does stands beside it.

#include "comparison/statistics/study.h"

namespace descent::comparison {

struct BudgetPoint {
    std::size_t budget = 0;
    double expected = 0;     ///< without replacement; NaN when every draw diverges
    double all_diverge = 0;  ///< probability
    double expected_with_replacement = 0;
    double all_diverge_with_replacement = 0;
};

/// One point for each k from 1 to N. `scores`: one a setting, `worst(metric)` for diverged ones.
std::vector<BudgetPoint> budget_curve(std::vector<double> scores, Metric metric);

std::vector<BudgetPoint> budget_curve(const Study& study, const StudyProblem& problem, const std::string& optimizer);

}  // namespace descent::comparison
