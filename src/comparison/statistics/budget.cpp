#include "comparison/statistics/budget.h"

#include <algorithm>
#include <cmath>

namespace descent::comparison {
namespace {

/// Probability that k draws without replacement from `total` all fall among the `among` worst: C(among, k) / C(total,
/// k) = prod_(j < k) (among - j) / (total - j).
double all_among(std::size_t among, std::size_t total, std::size_t k) {
    double probability = 1;
    for (std::size_t j = 0; j < k; ++j) {
        if (among <= j) return 0;
        probability *= static_cast<double>(among - j) / static_cast<double>(total - j);
    }
    return probability;
}

/// The same with replacement: (among / total)^k.
double all_among_again(std::size_t among, std::size_t total, std::size_t k) {
    double probability = 1;
    for (std::size_t j = 0; j < k; ++j) probability *= static_cast<double>(among) / static_cast<double>(total);
    return probability;
}

/// (expected best given that one draw has a score, probability that none has)
template <class AllAmong>
std::pair<double, double> expect(const std::vector<double>& scored, std::size_t total, std::size_t k, AllAmong all) {
    const std::size_t failed = total - scored.size();
    double sum = 0;
    for (std::size_t i = 1; i <= scored.size(); ++i) {
        sum += scored[i - 1] * (all(failed + i, total, k) - all(failed + i - 1, total, k));
    }
    const double none = all(failed, total, k);
    return {none < 1 ? sum / (1 - none) : std::numeric_limits<double>::quiet_NaN(), none};
}

}  // namespace

std::vector<BudgetPoint> budget_curve(std::vector<double> scores, Metric metric) {
    const std::size_t total = scores.size();
    std::erase_if(scores, [](double score) { return std::isinf(score); });
    std::sort(scores.begin(), scores.end(), [&](double a, double b) { return better(metric, b, a); });
    std::vector<BudgetPoint> curve;
    for (std::size_t k = 1; k <= total; ++k) {
        const auto [expected, none] = expect(scores, total, k, all_among);
        const auto [again, none_again] = expect(scores, total, k, all_among_again);
        curve.push_back({k, expected, none, again, none_again});
    }
    return curve;
}

std::vector<BudgetPoint> budget_curve(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    std::vector<double> scores;
    for (const Configuration& one : configurations(study, problem, optimizer)) scores.push_back(one.score);
    return budget_curve(scores, problem.metric);
}

}  // namespace descent::comparison
