#pragma once
/// \file
/// What the final runs of an optimizer are worth, so that runs of one seed can be held against each other.

#include <functional>
#include <optional>

#include "report/study_names.h"

namespace descent::report {

using BySeed = std::map<std::uint64_t, double>;

/// `value_of` each final run, where it gives one. An optimizer whose every setting diverged in tuning has no final
/// runs: it gets `lost` at each seed that any optimizer has final runs with.
BySeed final_by_seed(const Study& study, const StudyProblem& problem, const std::string& optimizer, double lost,
                     const std::function<std::optional<double>(const TrialRecord&)>& value_of);

}  // namespace descent::report
