#pragma once
/// \file
/// One training step after another, as `descent train` does them, on one of the workloads.

#include <string_view>

#include <descent/registry.h>
#include <descent/training.h>

#include "objective/network_objective.h"
#include "parallel/team.h"
#include "support/workloads.h"
#include "update/stepper.h"

namespace descent::bench {

class Trainer {
public:
    /// `data` and `team` must outlive it.
    Trainer(const Workload& workload, const Dataset& data, std::string_view optimizer, parallel::Team& team,
            InstructionSet set);

    /// One step; returns the mean cost of its patterns.
    double step();

    /// The rows that the next step would work on; goes on to those behind them.
    std::span<const std::uint32_t> next_rows() { return objective_.rows(next()); }
    std::span<const float> parameters() const { return stepper_.parameters(); }
    const network::Layout& layout() const { return stepper_.layout(); }

private:
    /// Whole batches only: the patterns that are left at the end of an epoch are skipped.
    objective::Batch next();

    Dataset no_validation_;
    objective::NetworkObjective objective_;
    update::Stepper stepper_;
    std::uint64_t batches_;
    objective::Batch at_;
};

}  // namespace descent::bench
