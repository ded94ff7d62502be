#pragma once
/// \file
/// Who beats whom: the win matrix with paired differences.
///
/// A pair is two final runs of the same problem and seed: same initial weights, same order of patterns. The one with
/// the better test score wins; equal scores, and two diverged runs, are ties; a finished run beats a diverged one.
/// An optimizer that was lost in tuning (final_by_seed.h) counts as diverged at every seed.
/// The difference is oriented so that positive means that `a` is better: accuracy a - b, loss b - a.

#include "report/statistics/practical_equality.h"

namespace descent::report {

struct PairOfOptimizers {
    std::string a, b;
    std::size_t pairs = 0;
    std::size_t wins = 0, ties = 0, losses = 0;     ///< of `a`
    PairedDifference difference = {};               ///< positive where `a` is better
    double p = 1;                                   ///< signed_rank.h
    double corrected_p = 1;                         ///< Holm over all pairs of optimizers of this problem
    Conclusion conclusion = Conclusion::undecided;  ///< for `a`: practical_equality.h
    std::optional<std::uint64_t> needed = {};       ///< pairs in all that would decide: pairs_needed.h
};

/// The pair seen from the other side.
PairOfOptimizers turned(PairOfOptimizers pair);

/// All pairs a before b in the study's order.
std::vector<PairOfOptimizers> win_matrix(const Study& study, const StudyProblem& problem);

}  // namespace descent::report
