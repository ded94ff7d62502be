#include "training/snapshot.h"

#include <algorithm>

namespace descent::training {
namespace {

/// The numbers of `from` and what its arenas hold, in the arenas of `to`.
void copy(const State& from, State& to) {
    const auto arena = [](std::span<const float> source, std::span<float> target) {
        std::ranges::copy(source, target.begin());
        return target;
    };
    State copied = from;
    copied.parameters = arena(from.parameters, to.parameters);
    for (std::size_t i = 0; i < from.slots.size(); ++i) {
        copied.slots[i].arena = arena(from.slots[i].arena, to.slots[i].arena);
    }
    to = std::move(copied);
}

}  // namespace

Snapshot::Snapshot(const State& state) : state_(state) {
    arenas_.emplace_back(state.parameters.begin(), state.parameters.end());
    for (const State::Slot& slot : state.slots) arenas_.emplace_back(slot.arena.begin(), slot.arena.end());
    state_.parameters = arenas_.front();
    for (std::size_t i = 0; i < state.slots.size(); ++i) state_.slots[i].arena = arenas_[i + 1];
}

void Snapshot::take(const State& state) { copy(state, state_); }

void Snapshot::restore(State& state) const { copy(state_, state); }

}  // namespace descent::training
