#pragma once
/// \file
/// What norms and sums ask of a rule for one parameter, on any value type; and the loop around it in double, for
/// checks.

#include <descent/detail/traits.h>
#include <descent/plugin/draft/placed_measures.h>
#include <descent/plugin/draft/sums.h>

namespace descent::detail {

/// `measure`, whose squares are added up over each tensor.
template <class Rule>
struct NormsOf {
    static constexpr int count = Rule::measure_count;
    static constexpr bool takes_place = Traits<Rule>::has_placed_measure;

    DESCENT_INLINE static double term(double measured) { return measured * measured; }  // exact where it was a float

    template <class Value, class... State>
    DESCENT_INLINE static void measure(const Rule& rule, Value weight, Value gradient, Value (&measured)[count],
                                       const descent_step& step, const descent_tensor& tensor,
                                       const descent_place* place, unsigned long long i, State&... state) {
        if constexpr (takes_place) {
            rule.measure(weight, gradient, state..., measured, step, Place<Value>(*place, tensor, step.count, i));
        } else {
            rule.measure(weight, gradient, state..., measured, step);
        }
    }
};

/// `measure_sums`, whose numbers are added up over all tensors.
template <class Rule>
struct SumsOf {
    static constexpr int count = Rule::sum_count;
    static constexpr bool takes_place = Traits<Rule>::has_placed_sums;

    DESCENT_INLINE static double term(double measured) { return measured; }

    template <class Value, class... State>
    DESCENT_INLINE static void measure(const Rule& rule, Value weight, Value gradient, Value (&measured)[count],
                                       const descent_step& step, const descent_tensor& tensor,
                                       const descent_place* place, unsigned long long i, State&... state) {
        if constexpr (takes_place) {
            rule.measure_sums(weight, gradient, state..., measured, step, Place<Value>(*place, tensor, step.count, i));
        } else {
            rule.measure_sums(weight, gradient, state..., measured, step);
        }
    }
};

template <class Rule, class Measures>
struct DoubleMeasure {
    template <int... S>
    static void add(const Rule& rule, const descent_double_stretch& stretch, const descent_step& step,
                    const descent_place* place, uint64_t i, double* sums, Indices<S...>) {
        DoubleValue state[sizeof...(S) + 1];
        ((state[S] = stretch.slots[S] != nullptr ? stretch.slots[S][i] : 0.0), ...);
        DoubleValue measured[Measures::count];
        Measures::measure(rule, DoubleValue(stretch.weights[i]), DoubleValue(stretch.gradients[i]), measured, step,
                          *stretch.tensor, place, i, state[S]...);
        ((stretch.slots[S] != nullptr ? void(stretch.slots[S][i] = state[S].number) : void()), ...);
        for (int m = 0; m < Measures::count; ++m) {
            sums[m * DESCENT_LANES + static_cast<int>(i % DESCENT_LANES)] += Measures::term(measured[m].number);
        }
    }

    static void placed(const void* instance, const descent_double_stretch* stretch, const descent_step* step,
                       const descent_place* place, double* sums) {
        const Rule rule = *static_cast<const Rule*>(instance);
        for (uint64_t i = 0; i < stretch->count; ++i) {
            add(rule, *stretch, *step, place, i, sums, typename Traits<Rule>::SlotIndices());
        }
    }
    static void plain(const void* instance, const descent_double_stretch* stretch, const descent_step* step,
                      double* sums) {
        placed(instance, stretch, step, nullptr, sums);
    }
};

}  // namespace descent::detail
