#pragma once
/// \file
/// All that a run changes while it trains: weights, the optimizer's state, the place in the data.
///
///     Snapshot good = Snapshot::of(stepper);
///     good.take(stepper, position);  // allocates nothing
///     good.restore(stepper);         // position is the caller's

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "network/layout.h"
#include "training/position.h"
#include "update/stepper.h"

namespace descent::training {

struct Snapshot {
    std::vector<float> parameters;  ///< the arena, padding included
    std::vector<std::string> slot_names;
    std::vector<std::vector<float>> slots;  ///< one arena each, in the order of `slot_names`
    std::vector<std::string> global_names;
    std::vector<double> globals;
    std::uint64_t optimizer_steps = 0;
    Position position;

    /// Of the right shape for that optimizer, filled with zeros.
    static Snapshot of(const network::Layout& layout, const update::Optimizer& optimizer);
    static Snapshot of(const update::Stepper& stepper) { return of(stepper.layout(), stepper.optimizer()); }
    void take(update::Stepper& stepper, const Position& at);
    void restore(update::Stepper& stepper) const;
};

}  // namespace descent::training
