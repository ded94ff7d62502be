#pragma once
/// \file
/// All that a run changes while it trains, where it lies: weights, the optimizer's state, the place in the data.
///
///     State state = state_of(stepper);
///     ...                                     // writing to its arenas changes the run's
///     set_numbers(stepper.optimizer(), state);  // so do its numbers only now

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "training/position.h"
#include "update/stepper.h"

namespace descent::training {

struct State {
    struct Slot {
        std::string name;
        std::span<float> arena;
    };
    struct Global {
        std::string name;
        double value = 0;
    };

    std::span<float> parameters;  ///< the arena, padding included
    std::vector<Slot> slots;      ///< of the optimizer, one arena each
    std::vector<Global> globals;  ///< of the optimizer
    std::uint64_t optimizer_steps = 0;
    Position position;
};

/// The position is the caller's.
State state_of(std::span<float> parameters, update::Optimizer& optimizer);
State state_of(update::Stepper& stepper);

/// The optimizer's globals and its count of steps.
void set_numbers(update::Optimizer& optimizer, const State& state);

}  // namespace descent::training
