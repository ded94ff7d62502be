#pragma once
/// \file
/// The loops of a rule on one value type: float for training, double for checks.

#include <descent/machine.h>
#include <descent/plugin.h>
#include <descent/plugin/draft/outer.h>

#include "update/host/instance.h"

namespace descent::update {

template <class Value>
struct LoopsOfRule;

template <>
struct LoopsOfRule<float> {
    using Stretch = descent_stretch;
    descent_update update = nullptr;         ///< null: the rule needs the closure or has placed loops
    descent_placed_update placed = nullptr;  ///< null: it does not ask where it works
    descent_measure measure = nullptr;       ///< null: it measures nothing
    descent_update_outer outer = nullptr;    ///< null: it has no such loop
    descent_measure sums = nullptr;          ///< null: it adds nothing up
    // in the place of `measure` and `sums`; null: it does not ask where it measures
    descent_placed_measure placed_measure = nullptr;
    descent_placed_measure placed_sums = nullptr;

    /// [any thread] The best loops that `set` runs. Throws Error when there is not even a baseline one.
    static LoopsOfRule find(const Instance& instance, InstructionSet set);
};

template <>
struct LoopsOfRule<double> {
    using Stretch = descent_double_stretch;
    // null as for float
    void (*sums)(const void*, const descent_double_stretch*, const descent_step*, double*) = nullptr;
    void (*placed)(const void*, const descent_double_stretch*, const descent_step*, const descent_place*) = nullptr;
    void (*update)(const void*, const descent_double_stretch*, const descent_step*) = nullptr;
    void (*measure)(const void*, const descent_double_stretch*, const descent_step*, double*) = nullptr;
    descent_double_placed_measure placed_measure = nullptr;
    descent_double_placed_measure placed_sums = nullptr;

    /// [any thread] The same for any set. Throws Error when the rule offers no loops in double.
    static LoopsOfRule find(const Instance& instance, InstructionSet set);
};

}  // namespace descent::update
