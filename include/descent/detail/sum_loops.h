#pragma once
/// \file
/// The loop around an author's `measure_sums`, for one instruction set: see plugin/draft/sums.h.

#include <descent/detail/batch.h>
#include <descent/detail/loop_forms.h>
#include <descent/plugin/draft/sums.h>

namespace descent::detail {

/// Sums of the numbers themselves, over all tensors.
template <class Isa, class Rule, int Form>
struct SumLoop {
    using Value = Batch<Isa>;

    template <int... S>
    DESCENT_INLINE static void add(const Rule& rule, const descent_step& step, const descent_stretch& stretch,
                                   std::size_t i, double* sums, Indices<S...>) {
        Value state[sizeof...(S) + 1];
        ((state[S] = slot_in_memory<Rule, Form>(S) ? Value::load(stretch.slots[S] + i) : Value(0)), ...);
        Value summed[Rule::sum_count];
        rule.measure_sums(Value::load(stretch.weights + i), Value::load(stretch.gradients + i), state[S]..., summed,
                          step);
        ((slot_in_memory<Rule, Form>(S) ? state[S].store(stretch.slots[S] + i) : void()), ...);
        for (int m = 0; m < Rule::sum_count; ++m) {
            alignas(64) float lanes[Value::size];
            summed[m].store(lanes);
            double* const to = sums + m * DESCENT_LANES + i % DESCENT_LANES;
            for (std::size_t lane = 0; lane < Value::size; ++lane) to[lane] += static_cast<double>(lanes[lane]);
        }
    }

    [[gnu::flatten]] static void sums(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                      double* sums) {
        const Rule rule = fixed_rule<Isa, Rule, Form>(instance);
        const descent_step constants = *step;
        double local[Rule::sum_count * DESCENT_LANES];
        __builtin_memcpy(local, sums, sizeof(local));
        for (std::size_t i = 0; i < stretch->count; i += Value::size) {
            add(rule, constants, *stretch, i, local, typename Traits<Rule>::SlotIndices());
        }
        __builtin_memcpy(sums, local, sizeof(local));
    }
};

template <class Isa, class Rule, int... Form>
descent_measure pick_sums(const void* instance, Indices<Form...>) {
    static constexpr descent_measure loops[] = {SumLoop<Isa, Rule, Form>::sums...};
    return loops[form_of<Isa, Rule>(instance)];
}

template <class Isa, class Rule>
descent_measure pick_sums(const void* instance) {
    return pick_sums<Isa, Rule>(instance, typename Traits<Rule>::FormIndices());
}

}  // namespace descent::detail
