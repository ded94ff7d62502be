#pragma once
/// \file
/// Every final run counts: interquartile means and probabilities of improvement over problems, with intervals by a
/// stratified bootstrap (Agarwal et al. 2021).

#include <optional>

#include "report/study_names.h"

namespace descent::report {

/// A figure, and an interval whose nominal coverage is 95%. Simulated, it is 88% with 3 seeds, 92% with 5, and 93% to
/// 97% with 10.
struct Estimate {
    double value, low, high;
};

/// The score of a run: the mean over the other optimizers of the share of their runs on its problem that it beats,
/// equal runs counting half. So a score has no unit, and problems can be put together.
struct RunScores {
    std::string optimizer;
    Estimate mean = {};  ///< of the scores without the lowest and the highest floor(n / 4)
    /// Mean over problems of the probability that a run beats one of the baseline, equal runs counting half (Mann and
    /// Whitney 1947); nothing for the baseline itself.
    std::optional<Estimate> improvement = {};
};

/// Of each optimizer, in the study's order, over the problems on which all have results. None without such a problem or
/// with one optimizer.
std::vector<RunScores> run_scores(const Study& study);

}  // namespace descent::report
