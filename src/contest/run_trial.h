#pragma once
/// \file
/// Runs one trial to its end. It goes through `descent::train` or `descent::minimise`, nothing else: the trial is the
/// run that `descent train` with its settings makes, bit for bit.

#include <descent/comparison.h>

#include <functional>
#include <vector>

#include "contest/problem_kind.h"
#include "study/trial.h"

namespace descent::contest {

/// What a trial tells while it runs; each may be empty. Called on the trial's thread.
struct TrialHooks {
    std::function<bool()> stop_requested;
    std::function<void()> epoch_done;
    /// Before the first step and after every step: the point (`ProblemKind::point`), and how many steps the whole run
    /// has.
    std::function<void(std::uint64_t step, std::uint64_t steps, std::span<const float> point)> path;
};

struct TrialResult {
    study::TrialRecord record;
    std::vector<double> seconds;  ///< of training, at the end of each epoch; evaluation not counted
};

/// [any thread] Never throws: an error becomes a record with the reason "failed" and its text.
TrialResult run_trial(const ProblemKind& kind, const Trial& trial, const Registry& registry, const Threads& threads,
                      const TrialHooks& hooks);

/// The options of `train` that the trial means.
TrainingOptions options_of(const Problem& problem, const Trial& trial, const Threads& threads);

}  // namespace descent::contest
