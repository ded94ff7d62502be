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
    Snapshot(const Snapshot&) = delete;  // the state is of these arenas
    Snapshot& operator=(const Snapshot&) = delete;

    void take(const State& state);
    void restore(State& state) const;
    const State& state() const { return state_; }

private:
    std::vector<std::vector<float>> arenas_;  // parameters, then the slots
    State state_;                             // of `arenas_`
};

}  // namespace descent::training
