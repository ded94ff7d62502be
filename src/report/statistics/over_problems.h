#pragma once
/// \file
/// Optimizers over several problems: mean ranks, Friedman's test, and pairs by their gains (Demsar 2006; pairs by
/// Wilcoxon's test, as Benavoli et al. 2016 ask for).
///
/// A problem counts when every optimizer has results on it. The error of an optimizer there is the median of its final
/// runs on test data: the loss, or 1 - accuracy; infinite where runs diverged.

#include <optional>

#include "report/study_names.h"

namespace descent::report {

struct MeanRank {
    std::string optimizer;
    double rank = 0;  ///< 1 is best; equal errors share their mean rank
};

/// Two optimizers over the problems.
struct ProblemPair {
    std::string a, b;
    std::vector<double> gains = {};              ///< of `a` over `b`, a problem each: `gain`
    std::size_t wins = 0, ties = 0, losses = 0;  ///< problems; a tie: practically equal medians
    double gain = 0;                             ///< median
    double p = 1, corrected_p = 1;               ///< signed-rank test of the gains; Holm over all pairs
    std::optional<std::uint64_t> needed = {};    ///< problems in all that would decide: pairs_needed.h
};

struct OverProblems {
    std::size_t problems = 0;             ///< that count
    std::vector<MeanRank> ranks = {};     ///< best first
    double friedman = 0, friedman_p = 1;  ///< the statistic of Iman and Davenport, and its p-value
    std::optional<double> critical_difference = {};
    std::vector<ProblemPair> pairs = {};  ///< all, `a` before `b` in the study's order
    /// Neighbours in the order of mean ranks no two of which the pairs' tests tell apart; none within another.
    std::vector<std::vector<std::string>> groups = {};

    /// `one` against `other`, whichever stands first in `pairs`.
    ProblemPair pair_of(const std::string& one, const std::string& other) const;
};

/// (e_b - e_a) / max(|e_a|, |e_b|): 0.5 says that a's error is half of b's. 1 where b alone diverged, 0 where both did.
double gain(double error_a, double error_b);

OverProblems over_problems(const Study& study);

/// Median error of each optimizer, in the study's order; empty where the problem does not count.
std::vector<double> median_errors(const Study& study, const StudyProblem& problem);

}  // namespace descent::report
