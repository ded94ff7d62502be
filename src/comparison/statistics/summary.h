#pragma once
/// \file
/// All figures of a study in one JSON value: what summary.json holds, and all that tables and reports may read.
///
/// Numbers that do not exist are null; infinite ones ("missed", "diverged") are the texts "inf" and "-inf".

#include "comparison/statistics/study.h"
#include "comparison/statistics/times.h"

namespace descent::comparison {

/// The format's version in summary.json: never reuse a number.
constexpr std::uint64_t summary_format = 1;

/// A number as summaries write it.
Json figure(double value);
/// Back again: NaN for null.
double number_of(const Json& figure);

Json summarise(const Study& study);

/// Figures of time, in the same shape: problems, each with its optimizers.
Json summarise_times(const Study& study, const std::vector<TrialTimes>& times);

}  // namespace descent::comparison
