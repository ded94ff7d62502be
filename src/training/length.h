#pragma once
/// \file
/// How long a run is, in epochs and steps.

#include <descent/training.h>

#include <algorithm>
#include <cstdint>

#include "training/position.h"

namespace descent::training {

struct Length {
    std::uint64_t epochs = 1;
    std::uint64_t steps_per_epoch = 1;
    std::uint64_t maximum_steps = 0;  ///< 0: no limit but the epochs

    /// Of the whole run.
    std::uint64_t steps() const {
        const std::uint64_t whole = epochs * steps_per_epoch;
        return maximum_steps == 0 ? whole : std::min(whole, maximum_steps);
    }
    bool whole_epoch(const Position& at) const { return at.batch == steps_per_epoch; }
    /// Will the next step end the epoch, by its batches or by the limit of steps?
    bool ends_epoch_next(const Position& at) const {
        return at.batch + 1 == steps_per_epoch || at.step + 1 == maximum_steps;
    }
    bool out_of_steps(const Position& at) const { return maximum_steps != 0 && at.step >= maximum_steps; }
    bool out_of_epochs(const Position& at) const { return at.epoch >= epochs; }
};

}  // namespace descent::training
