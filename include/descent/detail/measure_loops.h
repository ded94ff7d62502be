#pragma once
/// \file
/// The loops around an author's `measure` and `measure_sums`, for one instruction set.

#include <descent/detail/batch.h>
#include <descent/detail/loop_forms.h>
#include <descent/detail/measures.h>

namespace descent::detail {

/// `Measures`: NormsOf or SumsOf a rule.
template <class Isa, class Rule, int Form, class Measures>
struct MeasureLoop {
    using Value = Batch<Isa>;

    template <int... S>
    DESCENT_INLINE static void add(const Rule& rule, const descent_step& step, const descent_stretch& stretch,
                                   const descent_place* place, std::size_t i, double* sums, Indices<S...>) {
        Value state[sizeof...(S) + 1];
        ((state[S] = slot_in_memory<Rule, Form>(S) ? Value::load(stretch.slots[S] + i) : Value(0)), ...);
        Value measured[Measures::count];
        Measures::measure(rule, Value::load(stretch.weights + i), Value::load(stretch.gradients + i), measured, step,
                          *stretch.tensor, place, i, state[S]...);
        ((slot_in_memory<Rule, Form>(S) ? state[S].store(stretch.slots[S] + i) : void()), ...);
        for (int m = 0; m < Measures::count; ++m) {
            alignas(64) float lanes[Value::size];
            measured[m].store(lanes);
            double* const to = sums + m * DESCENT_LANES + i % DESCENT_LANES;
            for (std::size_t lane = 0; lane < Value::size; ++lane) {
                to[lane] += Measures::term(static_cast<double>(lanes[lane]));
            }
        }
    }

    DESCENT_INLINE static void run(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                   const descent_place* place, double* sums) {
        const Rule rule = fixed_rule<Isa, Rule, Form>(instance);
        const descent_step constants = *step;
        double local[Measures::count * DESCENT_LANES];
        __builtin_memcpy(local, sums, sizeof(local));
        for (std::size_t i = 0; i < stretch->count; i += Value::size) {
            add(rule, constants, *stretch, place, i, local, typename Traits<Rule>::SlotIndices());
        }
        __builtin_memcpy(sums, local, sizeof(local));
    }

    [[gnu::flatten]] static void plain(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                       double* sums) {
        run(instance, stretch, step, nullptr, sums);
    }
    [[gnu::flatten]] static void placed(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                        const descent_place* place, double* sums) {
        run(instance, stretch, step, place, sums);
    }
};

template <class Isa, class Rule, class Measures>
struct PickMeasure {
    template <int... Form>
    static descent_measure plain(const void* instance, Indices<Form...>) {
        static constexpr descent_measure loops[] = {MeasureLoop<Isa, Rule, Form, Measures>::plain...};
        return loops[form_of<Isa, Rule>(instance)];
    }
    static descent_measure plain(const void* instance) { return plain(instance, typename Traits<Rule>::FormIndices()); }
    template <int... Form>
    static descent_placed_measure placed(const void* instance, Indices<Form...>) {
        static constexpr descent_placed_measure loops[] = {MeasureLoop<Isa, Rule, Form, Measures>::placed...};
        return loops[form_of<Isa, Rule>(instance)];
    }
    static descent_placed_measure placed(const void* instance) {
        return placed(instance, typename Traits<Rule>::FormIndices());
    }
};

}  // namespace descent::detail
