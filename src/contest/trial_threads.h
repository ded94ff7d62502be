#pragma once
/// \file
/// Independent trials on the threads of a machine: one thread each when that fills it, all threads on one after the
/// other when not. It changes no result.

#include <descent/comparison.h>

#include <functional>

#include "contest/run_trial.h"

namespace descent::contest {

struct TrialThreads {
    std::size_t side_by_side = 1;  ///< trials at a time
    std::size_t threads_each = 1;

    bool operator==(const TrialThreads&) const = default;
};

/// `threads` > 0.
TrialThreads threads_for(std::size_t trials, std::size_t threads);

/// Runs every trial, in any order; `finished` is called after each, one call at a time. Trials that have not begun when
/// `stop_requested` says true are left out. What `finished` throws ends the rest and is thrown again.
void run_trials(const std::vector<Trial>& trials, std::size_t threads,
                const std::function<TrialResult(const Trial&, const Threads&)>& run,
                const std::function<void(TrialResult)>& finished, const std::function<bool()>& stop_requested);

}  // namespace descent::contest
