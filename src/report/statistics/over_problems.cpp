#include "report/statistics/over_problems.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/statistics/critical_difference.h"
#include "report/statistics/final_by_seed.h"
#include "report/statistics/friedman.h"
#include "report/statistics/pairs_needed.h"
#include "report/statistics/practical_equality.h"
#include "report/statistics/rounding.h"
#include "report/statistics/signed_rank.h"

namespace descent::report {
namespace {

double error_of(Metric metric, double score) {
    if (std::isinf(score)) return std::numeric_limits<double>::infinity();
    return metric == Metric::accuracy ? 1 - score : score;
}

/// Of a problem that counts.
struct Errors {
    const StudyProblem& problem;
    std::vector<double> values;
};

std::vector<Errors> errors_of(const Study& study) {
    std::vector<Errors> errors;
    for (const StudyProblem& problem : study.problems) {
        std::vector<double> values = median_errors(study, problem);
        if (!values.empty()) errors.push_back({problem, std::move(values)});
    }
    return errors;
}

/// Practical equality is a matter of scores.
double score_of(Metric metric, double error) { return metric == Metric::accuracy ? 1 - error : error; }

ProblemPair pair_of(const Study& study, const std::vector<Errors>& errors, std::size_t a, std::size_t b) {
    ProblemPair pair{.a = study.optimizers[a], .b = study.optimizers[b]};
    for (const Errors& one : errors) {
        const double ea = one.values[a], eb = one.values[b];
        const Metric metric = one.problem.metric;
        pair.gains.push_back(gain(ea, eb));
        if (practically_equal(study, metric, score_of(metric, ea), score_of(metric, eb))) {
            ++pair.ties;
        } else {
            ++(ea < eb ? pair.wins : pair.losses);
        }
    }
    std::vector<double> sorted = pair.gains;
    std::sort(sorted.begin(), sorted.end());
    pair.gain = quantile(sorted, 0.5);
    pair.p = signed_rank_p(pair.gains, rounding);
    return pair;
}

std::vector<ProblemPair> pairs_of(const Study& study, const std::vector<Errors>& errors) {
    std::vector<ProblemPair> pairs;
    std::vector<double> p_values;
    for (std::size_t a = 0; a < study.optimizers.size(); ++a) {
        for (std::size_t b = a + 1; b < study.optimizers.size(); ++b) {
            pairs.push_back(pair_of(study, errors, a, b));
            p_values.push_back(pairs.back().p);
        }
    }
    const std::vector<double> corrected = holm(p_values);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        pairs[i].corrected_p = corrected[i];
        pairs[i].needed = pairs_needed(pairs[i].gains, pairs.size());
    }
    return pairs;
}

std::vector<MeanRank> mean_ranks(const Study& study, const std::vector<std::vector<double>>& ranks) {
    std::vector<MeanRank> means;
    for (std::size_t o = 0; o < study.optimizers.size(); ++o) {
        double sum = 0;
        for (const std::vector<double>& of_problem : ranks) sum += of_problem[o];
        means.push_back({study.optimizers[o], sum / static_cast<double>(ranks.size())});
    }
    std::ranges::stable_sort(means, {}, &MeanRank::rank);
    return means;
}

std::vector<std::vector<std::string>> groups_of(const OverProblems& over) {
    const auto alike = [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const ProblemPair pair = over.pair_of(over.ranks[i].optimizer, over.ranks[last].optimizer);
            if (pair.corrected_p < significance_level) return false;
        }
        return true;
    };
    std::vector<std::vector<std::string>> groups;
    std::size_t reached = 0;  // one past the last member of the last group
    for (std::size_t first = 0; first < over.ranks.size(); ++first) {
        std::size_t end = first + 1;
        while (end < over.ranks.size() && alike(first, end)) ++end;
        if (end - first < 2 || end <= reached) continue;
        reached = end;
        groups.emplace_back();
        for (std::size_t i = first; i < end; ++i) groups.back().push_back(over.ranks[i].optimizer);
    }
    return groups;
}

}  // namespace

double gain(double error_a, double error_b) {
    if (error_a == error_b) return 0;
    if (std::isinf(error_a)) return -1;
    if (std::isinf(error_b)) return 1;
    if (equal_but_for_rounding(error_a, error_b)) return 0;
    return (error_b - error_a) / std::max(std::fabs(error_a), std::fabs(error_b));
}

std::vector<double> median_errors(const Study& study, const StudyProblem& problem) {
    std::vector<double> errors;
    for (const std::string& optimizer : study.optimizers) {
        std::vector<double> values;
        const auto score = [&](const TrialRecord& record) { return test_score(record, problem.metric); };
        for (const auto& [seed, value] : final_by_seed(study, problem, optimizer, worst(problem.metric), score)) {
            values.push_back(value);
        }
        if (values.empty()) return {};
        std::sort(values.begin(), values.end());
        errors.push_back(error_of(problem.metric, quantile(values, 0.5)));
    }
    return errors;
}

ProblemPair OverProblems::pair_of(const std::string& one, const std::string& other) const {
    for (const ProblemPair& pair : pairs) {
        if (pair.a == one && pair.b == other) return pair;
        if (pair.a != other || pair.b != one) continue;
        ProblemPair turned = pair;
        std::swap(turned.a, turned.b);
        std::swap(turned.wins, turned.losses);
        turned.gain = -pair.gain;
        for (double& value : turned.gains) value = -value;
        return turned;
    }
    return {};
}

OverProblems over_problems(const Study& study) {
    const std::vector<Errors> errors = errors_of(study);
    OverProblems over{.problems = errors.size()};
    if (errors.empty()) return over;
    std::vector<std::vector<double>> ranks;
    for (const Errors& one : errors) ranks.push_back(mid_ranks(one.values, rounding));
    const Friedman test = friedman(ranks);
    over.friedman = test.f;
    over.friedman_p = test.p;
    over.critical_difference = critical_difference(study.optimizers.size(), errors.size());
    over.ranks = mean_ranks(study, ranks);
    over.pairs = pairs_of(study, errors);
    over.groups = groups_of(over);
    return over;
}

}  // namespace descent::report
