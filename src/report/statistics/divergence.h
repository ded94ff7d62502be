#pragma once
/// \file
/// How often runs diverge: diverged runs / runs with a result (finished or diverged), in tuning and at the best
/// setting.

#include "report/study_names.h"

namespace descent::report {

struct Divergence {
    std::size_t runs = 0;
    std::size_t diverged = 0;
    std::optional<std::uint64_t> earliest_epoch;  ///< whole epochs done by the diverged run that lasted shortest

    /// NaN without runs.
    double rate() const { return static_cast<double>(diverged) / static_cast<double>(runs); }
};

Divergence divergence(const Study& study, const StudyProblem& problem, const std::string& optimizer, Phase phase);

}  // namespace descent::report
