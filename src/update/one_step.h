#pragma once
/// \file
/// How a rule takes a step on a gradient that is there: the one place that asks whether it looks ahead, evaluates the
/// loss itself, or neither. On float for the stepper, on double for runs of the conformance kit.

#include <algorithm>
#include <span>

#include "update/optimizer.h"

namespace descent::update {

/// All [layout.size].
template <class Value>
struct StepArrays {
    std::span<Value> parameters;
    std::span<Value> gradient;
    std::span<Value> kept;  ///< to keep the parameters in; may be empty where the rule does not look ahead
};

/// [one thread] `gradient` belongs to `parameters` as they are, where the loss is `loss()`. `look` returns the loss
/// where the parameters are when it is called, and puts its gradient into the same array. Throws what they throw.
template <class Value>
void step_on_whole_gradient(BasicOptimizer<Value>& optimizer, double learning_rate, const StepArrays<Value>& at,
                            const Evaluate& loss, const Evaluate& look, parallel::Team& team) {
    optimizer.begin_step(learning_rate);
    if (optimizer.looks_ahead()) {
        std::ranges::copy(at.parameters, at.kept.begin());
        optimizer.look_ahead(at.parameters, at.gradient, team);
        look();
        std::ranges::copy(at.kept, at.parameters.begin());
    }
    if (optimizer.needs_closure()) {
        optimizer.minimise(at.parameters, at.gradient, loss(), look, team);
    } else {
        optimizer.apply_whole(at.parameters, at.gradient, team);
    }
}

/// [one thread] A step on whole rows, for rules that work on any stretch alone: `visit` is called with a function that
/// takes a stretch by its offset and length.
template <class Value, class Visit>
void step_on_stretches(BasicOptimizer<Value>& optimizer, double learning_rate, std::span<Value> parameters,
                       std::span<const Value> gradient, const Visit& visit) {
    optimizer.begin_step(learning_rate);
    visit([&](std::size_t offset, std::size_t count) {
        optimizer.apply(parameters, offset, gradient.subspan(offset, count));
    });
}

}  // namespace descent::update
