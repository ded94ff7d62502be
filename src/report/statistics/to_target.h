#pragma once
/// \file
/// How soon the final runs reached a target on validation data.
///
/// A run reaches it at the first epoch whose validation figure is at least as good; a run that never does counts as
/// infinite, and so do medians that fall on one. hit rate = runs that reach it / runs with a result.
/// The order of steps and epochs is known to the epoch: evaluations happen at their ends.

#include "report/statistics/distribution.h"
#include "report/study_names.h"

namespace descent::report {

struct ToTarget {
    double target = 0;
    std::size_t runs = 0;
    std::size_t hits = 0;
    Distribution steps = {}, epochs = {};

    double hit_rate() const { return runs == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(runs); }
};

/// Place in the record's curve of the first epoch that reaches `target`.
std::optional<std::size_t> reaches(const TrialRecord& record, Metric metric, double target);

/// The study's target; where none was asked for, what is still good (`tolerated`) beside the best tuning score of the
/// middle optimizer (of two in the middle, the one behind): known before the first final run, and within reach of at
/// least half of the optimizers, so that it asks how soon rather than whether. Nothing when there is neither.
std::optional<double> target_of(const Study& study, const StudyProblem& problem);

ToTarget to_target(const Study& study, const StudyProblem& problem, const std::string& optimizer, double target);

}  // namespace descent::report
