#pragma once
/// \file
/// What a rule has: asked of the struct at compile time.

#include <descent/detail/double_value.h>
#include <descent/draft/matrix.h>
#include <descent/draft/place.h>

namespace descent::detail {

template <int... I>
struct Indices {};

#if defined(__clang__)
template <class, int... I>
using IndicesOf = Indices<I...>;
template <int count>
using FirstIndices = __make_integer_seq<IndicesOf, int, count>;
#else
template <int count>
using FirstIndices = Indices<__integer_pack(count)...>;
#endif

template <class T, int count>
constexpr int length(const T (&)[count]) {
    return count;
}

/// Whether `update` takes the place of its parameters besides.
template <class Rule, int... S>
constexpr bool takes_place(Indices<S...>) {
    using V = DoubleValue;
    return requires(const Rule& rule, V& weight, V(&state)[sizeof...(S) + 1], const descent_step& step,
                    const Place<V>& place) {
        rule.update(weight, weight, state[S]..., step, place);
    };
}

/// Whether `measure` and `measure_sums` do.
template <class Rule, int... S>
constexpr bool measure_takes_place(Indices<S...>) {
    using V = DoubleValue;
    if constexpr (requires { Rule::measure_count; }) {
        return requires(const Rule& rule, V value, V(&state)[sizeof...(S) + 1], V(&measured)[Rule::measure_count],
                        const descent_step& step, const Place<V>& place) {
            rule.measure(value, value, state[S]..., measured, step, place);
        };
    }
    return false;
}
template <class Rule, int... S>
constexpr bool sums_take_place(Indices<S...>) {
    using V = DoubleValue;
    if constexpr (requires { Rule::sum_count; }) {
        return requires(const Rule& rule, V value, V(&state)[sizeof...(S) + 1], V(&summed)[Rule::sum_count],
                        const descent_step& step, const Place<V>& place) {
            rule.measure_sums(value, value, state[S]..., summed, step, place);
        };
    }
    return false;
}

template <class Rule>
struct Traits {
    static_assert(__is_trivially_copyable(Rule), "a rule holds numbers only, so that loops can copy it to registers");

    static constexpr bool has_parameters = requires { Rule::hyper_parameters; };
    static constexpr bool has_slots = requires { Rule::slots; };
    static constexpr bool has_globals = requires { Rule::globals; };
    static constexpr bool has_tensor_slots = requires { Rule::tensor_slots; };
    static constexpr bool has_measure = requires { Rule::measure_count; };
    static constexpr bool has_begin_step = requires(Rule & rule, const descent_step& step) { rule.begin_step(step); };
    static constexpr bool has_closure = requires { Rule::needs_closure; };  // then `minimise` stands for `update`
    static constexpr bool has_update = !has_closure;
    static constexpr bool has_sums = requires { Rule::sum_count; };
    static constexpr bool has_transform =
        requires(const Rule& rule, const Matrices<double>& matrices, const descent_step& step) {
        rule.transform(matrices, step);
    };
    static constexpr bool has_evaluation_slot = requires { Rule::evaluation_slot; };
    static constexpr bool has_begin_run = requires(Rule & rule, const descent_run& run) { rule.begin_run(run); };

    static constexpr int parameter_count = [] {
        if constexpr (has_parameters) return length(Rule::hyper_parameters);
        return 0;
    }();
    static constexpr int slot_count = [] {
        if constexpr (has_slots) return length(Rule::slots);
        return 0;
    }();
    static constexpr int global_count = [] {
        if constexpr (has_globals) return length(Rule::globals);
        return 0;
    }();
    static constexpr int tensor_slot_count = [] {
        if constexpr (has_tensor_slots) return length(Rule::tensor_slots);
        return 0;
    }();

    static constexpr bool slot_is_optional(int slot) {
        if constexpr (has_slots) return Rule::slots[slot].optional;
        return false;
    }
    static constexpr int optional_count = [] {
        int count = 0;
        for (int s = 0; s < slot_count; ++s) count += slot_is_optional(s) ? 1 : 0;
        return count;
    }();
    /// Combinations of choices and optional slots: loops to instantiate.
    static constexpr int form_count = [] {
        int forms = 1;
        if constexpr (has_update) {
            for (int s = 0; s < optional_count; ++s) forms *= 2;
            if constexpr (has_parameters) {
                for (const auto& parameter : Rule::hyper_parameters) {
                    if (parameter.choice != nullptr) forms *= parameter.choice_count;
                }
            }
        }
        return forms;
    }();
    static_assert(form_count <= 64, "too many combinations of choices and optional slots: at most 64 loops");

    static constexpr bool wraps = requires { requires Rule::wraps; };
    static constexpr bool looks_ahead = requires { requires Rule::looks_ahead; };
    static constexpr int before_slot = [] {
        if constexpr (requires { Rule::before_slot; }) return Rule::before_slot;
        return -1;
    }();
    static_assert(before_slot < slot_count, "before_slot is the number of a slot");
    static constexpr int evaluation_slot = [] {
        if constexpr (has_evaluation_slot) return Rule::evaluation_slot;
        return 0;
    }();
    static_assert(!has_evaluation_slot || (evaluation_slot >= 0 && evaluation_slot < slot_count),
                  "evaluation_slot is the number of a slot");

    using SlotIndices = FirstIndices<slot_count>;
    static constexpr bool has_place = takes_place<Rule>(SlotIndices());
    static constexpr bool has_placed_measure = measure_takes_place<Rule>(SlotIndices());
    static constexpr bool has_placed_sums = sums_take_place<Rule>(SlotIndices());
    using FormIndices = FirstIndices<form_count>;
};

}  // namespace descent::detail
