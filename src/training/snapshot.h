#pragma once
/// \file
/// A copy of all that a run changes while it trains.
///
///     Snapshot good(state);
///     good.take(state);     // allocates nothing in arenas
///     good.restore(state);  // the arenas and numbers of `state` are those that were taken

#include <vector>

#include "training/state.h"

namespace descent::training {

class Snapshot {
public:
    explicit Snapshot(const State& state);
    Snapshot(Snapshot&&) = default;  // the arenas stay where they are

    void take(const State& state);
    void restore(State& state) const;
    const State& state() const { return state_; }
    State& state() { return state_; }

private:
    std::vector<std::vector<float>> arenas_;  // parameters, then the slots
    State state_;                             // of these arenas
};

}  // namespace descent::training
