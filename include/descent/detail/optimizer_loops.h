#pragma once
/// \file
/// The loop around an author's `update`, for one instruction set.
///
/// Everything here is named after the instruction set or local to the file, so that code for a wide processor never
/// serves a narrow one. A loop is instantiated for every combination of choices and of optional slots: inside it they
/// are constants, so unused slots cause no traffic and variants no branches.

#include <descent/detail/batch.h>
#include <descent/detail/loop_forms.h>
#include <descent/detail/loop_table.h>
#include <descent/detail/measure_loops.h>
#include <descent/detail/traits.h>

namespace descent::detail {

template <class Isa, class Rule, int Form>
struct Loop {
    using Value = Batch<Isa>;

    template <int... S>
    DESCENT_INLINE static void update_slots(const Rule& rule, const descent_step& step, float* weights,
                                            const float* gradients, float* const* slots, std::size_t i, Indices<S...>) {
        Value weight = Value::load(weights + i);
        Value state[sizeof...(S) + 1];
        ((state[S] = slot_in_memory<Rule, Form>(S) ? Value::load(slots[S] + i) : Value(0)), ...);
        rule.update(weight, Value::load(gradients + i), state[S]..., step);
        weight.store(weights + i);
        ((slot_in_memory<Rule, Form>(S) ? state[S].store(slots[S] + i) : void()), ...);
    }

    [[gnu::flatten]] static void update(const void* instance, const descent_stretch* stretch,
                                        const descent_step* step) {
        const Rule rule = fixed_rule<Isa, Rule, Form>(instance);
        const descent_step constants = *step;
        float* const weights = stretch->weights;
        const float* const gradients = stretch->gradients;
        float* slots[Traits<Rule>::slot_count + 1];
        for (int s = 0; s < Traits<Rule>::slot_count; ++s) slots[s] = stretch->slots[s];
        const std::size_t count = stretch->count;
        for (std::size_t i = 0; i < count; i += Value::size) {
            update_slots(rule, constants, weights, gradients, slots, i, typename Traits<Rule>::SlotIndices());
        }
    }

    template <int... S>
    DESCENT_INLINE static void update_placed(const Rule& rule, const descent_step& step, const descent_stretch& stretch,
                                             const descent_place& place, std::size_t i, Indices<S...>) {
        Value weight = Value::load(stretch.weights + i);
        Value state[sizeof...(S) + 1];
        ((state[S] = slot_in_memory<Rule, Form>(S) ? Value::load(stretch.slots[S] + i) : Value(0)), ...);
        rule.update(weight, Value::load(stretch.gradients + i), state[S]..., step,
                    Place<Value>(place, *stretch.tensor, step.count, i));
        weight.store(stretch.weights + i);
        ((slot_in_memory<Rule, Form>(S) ? state[S].store(stretch.slots[S] + i) : void()), ...);
    }

    [[gnu::flatten]] static void placed(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                        const descent_place* place) {
        const Rule rule = fixed_rule<Isa, Rule, Form>(instance);
        const descent_step constants = *step;
        for (std::size_t i = 0; i < stretch->count; i += Value::size) {
            update_placed(rule, constants, *stretch, *place, i, typename Traits<Rule>::SlotIndices());
        }
    }

    /// Floats of a row whose deltas and next sums stay in registers while all rows pass.
    static constexpr int panel = sizeof(Value) == 64 ? 8 : 4;

    template <int width, int... S>
    DESCENT_INLINE static void update_panel(const Rule& rule, const descent_step& step, const descent_stretch& stretch,
                                            float* const* slots, const descent_outer_product& product, std::size_t j,
                                            Indices<S...>) {
        Value delta[width], sums[width];
#pragma GCC unroll 8
        for (int v = 0; v < width; ++v) {
            delta[v] = Value::load(product.delta + j + v * Value::size);
            sums[v] = product.next_a == nullptr ? Value(0) : Value::load(product.next_sums + j + v * Value::size);
        }
        for (std::size_t k = 0; k < product.rows; ++k) {
            const Value a(product.a[k]);
            const Value next_a(product.next_a == nullptr ? 0.0f : product.next_a[k]);
#pragma GCC unroll 8
            for (int v = 0; v < width; ++v) {
                const std::size_t i = k * product.stride + j + v * Value::size;
                Value weight = Value::load(stretch.weights + i);
                Value state[sizeof...(S) + 1];
                ((state[S] = slot_in_memory<Rule, Form>(S) ? Value::load(slots[S] + i) : Value(0)), ...);
                rule.update(weight, fma(a, delta[v], Value(0)), state[S]..., step);
                weight.store(stretch.weights + i);
                ((slot_in_memory<Rule, Form>(S) ? state[S].store(slots[S] + i) : void()), ...);
                sums[v] = fma(next_a, weight, sums[v]);
            }
        }
        if (product.next_a == nullptr) return;
#pragma GCC unroll 8
        for (int v = 0; v < width; ++v) sums[v].store(product.next_sums + j + v * Value::size);
    }

    [[gnu::flatten]] static void outer(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                       const descent_outer_product* product) {
        const Rule rule = fixed_rule<Isa, Rule, Form>(instance);
        const descent_step constants = *step;
        const descent_stretch where = *stretch;
        const descent_outer_product factors = *product;
        float* slots[Traits<Rule>::slot_count + 1];
        for (int s = 0; s < Traits<Rule>::slot_count; ++s) slots[s] = stretch->slots[s];
        using Slots = typename Traits<Rule>::SlotIndices;
        constexpr std::size_t wide = panel * Value::size, narrow = 16;
        std::size_t j = 0;
        for (; j + wide <= factors.stride; j += wide) {
            update_panel<panel>(rule, constants, where, slots, factors, j, Slots());
        }
        for (; j < factors.stride; j += narrow) {
            update_panel<narrow / Value::size>(rule, constants, where, slots, factors, j, Slots());
        }
    }
};

template <class Isa, class Rule, int... Form>
descent_update pick_update(const void* instance, Indices<Form...>) {
    static constexpr descent_update loops[] = {Loop<Isa, Rule, Form>::update...};
    return loops[form_of<Isa, Rule>(instance)];
}

template <class Isa, class Rule, int... Form>
descent_update_outer pick_outer(const void* instance, Indices<Form...>) {
    static constexpr descent_update_outer loops[] = {Loop<Isa, Rule, Form>::outer...};
    return loops[form_of<Isa, Rule>(instance)];
}

template <class Isa, class Rule>
descent_update_outer pick_outer(const void* instance) {
    return pick_outer<Isa, Rule>(instance, typename Traits<Rule>::FormIndices());
}

template <class Isa, class Rule>
descent_update pick_update(const void* instance) {
    return pick_update<Isa, Rule>(instance, typename Traits<Rule>::FormIndices());
}

template <class Isa, class Rule, int... Form>
descent_placed_update pick_placed(const void* instance, Indices<Form...>) {
    static constexpr descent_placed_update loops[] = {Loop<Isa, Rule, Form>::placed...};
    return loops[form_of<Isa, Rule>(instance)];
}

template <class Isa, class Rule>
descent_placed_update pick_placed(const void* instance) {
    return pick_placed<Isa, Rule>(instance, typename Traits<Rule>::FormIndices());
}

template <class Isa, class Rule>
constexpr LoopTable loop_table() {
    LoopTable table{};
    if constexpr (Traits<Rule>::has_place) {
        table.placed = pick_placed<Isa, Rule>;
    } else if constexpr (Traits<Rule>::has_update) {
        table.update = pick_update<Isa, Rule>;
        table.outer = pick_outer<Isa, Rule>;
    }
    if constexpr (Traits<Rule>::has_placed_measure) {
        table.placed_measure = PickMeasure<Isa, Rule, NormsOf<Rule>>::placed;
    } else if constexpr (Traits<Rule>::has_measure) {
        table.measure = PickMeasure<Isa, Rule, NormsOf<Rule>>::plain;
    }
    if constexpr (Traits<Rule>::has_placed_sums) {
        table.placed_sums = PickMeasure<Isa, Rule, SumsOf<Rule>>::placed;
    } else if constexpr (Traits<Rule>::has_sums) {
        table.sums = PickMeasure<Isa, Rule, SumsOf<Rule>>::plain;
    }
    return table;
}

}  // namespace descent::detail
