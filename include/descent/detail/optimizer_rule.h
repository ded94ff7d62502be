#pragma once
/// \file
/// From an author's struct to the descent_rule of the C ABI. Compiled once a rule, for the plainest processor.

#include <new>

#include <descent/detail/double_value.h>
#include <descent/detail/guarded.h>
#include <descent/detail/loop_table.h>
#include <descent/detail/measures.h>
#include <descent/detail/optimizer_drafts.h>
#include <descent/detail/traits.h>
#include <descent/draft/space.h>
#include <descent/optimizer.h>

namespace descent::detail {

template <class Element, int count>
struct Table {
    Element element[count == 0 ? 1 : count] = {};
    constexpr const Element* data() const { return count == 0 ? nullptr : element; }
};

template <class Rule>
constexpr double default_of(const HyperParameter<Rule>& parameter, const Rule& defaults) {
    if (parameter.number != nullptr) return defaults.*parameter.number;
    return defaults.*(parameter.choice != nullptr ? parameter.choice : parameter.whole);
}

template <class Rule>
constexpr auto describe_parameters() {
    Table<descent_hyper_parameter, Traits<Rule>::parameter_count> table;
    if constexpr (Traits<Rule>::parameter_count > 0) {
        const Rule defaults{};
        for (int i = 0; i < Traits<Rule>::parameter_count; ++i) {
            const HyperParameter<Rule>& p = Rule::hyper_parameters[i];
            table.element[i] = {sizeof(descent_hyper_parameter),
                                DESCENT_ABI_VERSION,
                                p.name,
                                p.help,
                                default_of(p, defaults),
                                p.range.minimum,
                                p.range.maximum,
                                static_cast<int32_t>(p.scale),
                                static_cast<uint32_t>(p.choice_count),
                                p.choices};
        }
    }
    return table;
}

template <int count, class Described>
constexpr auto describe_slots(const Described* described) {
    Table<descent_slot, count> table;
    for (int i = 0; i < count; ++i) {
        table.element[i] = {sizeof(descent_slot), DESCENT_ABI_VERSION, described[i].name, described[i].help};
    }
    return table;
}

template <class Rule>
constexpr auto slots_of() {
    if constexpr (Traits<Rule>::has_slots)
        return describe_slots<Traits<Rule>::slot_count>(Rule::slots);
    else
        return Table<descent_slot, 0>();
}
template <class Rule>
constexpr auto globals_of() {
    if constexpr (Traits<Rule>::has_globals)
        return describe_slots<Traits<Rule>::global_count>(Rule::globals);
    else
        return Table<descent_slot, 0>();
}
template <class Rule>
constexpr auto tensor_slots_of() {
    if constexpr (Traits<Rule>::has_tensor_slots) {
        return describe_slots<Traits<Rule>::tensor_slot_count>(Rule::tensor_slots);
    } else {
        return Table<descent_slot, 0>();
    }
}

/// `loops_of(set)` gives the loops that were compiled for an instruction set, or null.
template <class Rule, const LoopTable* (*loops_of)(int32_t)>
struct Description {
    using Has = Traits<Rule>;
    static constexpr bool honours_groups = requires { requires Rule::honours_groups; };

    static const Rule& of(const void* instance) { return *static_cast<const Rule*>(instance); }

    static descent_status create(const double* values, void** instance, descent_message* message) {
        *instance = nullptr;
        return guarded(message, [&] {
            Rule rule{};
            if constexpr (Has::has_parameters) {
                for (int i = 0; i < Has::parameter_count; ++i) {
                    const HyperParameter<Rule>& p = Rule::hyper_parameters[i];
                    if (p.number != nullptr)
                        rule.*p.number = values[i];
                    else
                        rule.*(p.choice != nullptr ? p.choice : p.whole) = static_cast<int>(values[i]);
                }
            }
            if constexpr (requires { rule.prepare(); }) rule.prepare();
            *instance = new Rule(rule);
        });
    }
    static void destroy(void* instance) { delete static_cast<Rule*>(instance); }

    static int32_t uses_slot(const void* instance, uint32_t slot) {
        if constexpr (Has::optional_count > 0) {
            const int s = static_cast<int>(slot);
            return !Has::slot_is_optional(s) || of(instance).uses_slot(s) ? 1 : 0;
        }
        return 1;
    }
    static double slot_start(const void* instance, uint32_t slot) {
        if constexpr (requires { of(instance).slot_start(0); }) return of(instance).slot_start(static_cast<int>(slot));
        return 0;
    }
    static descent_update loop(const void* instance, int32_t set) {
        const LoopTable* const table = loops_of(set);
        return table == nullptr || table->update == nullptr ? nullptr : table->update(instance);
    }

    // descent.begin_step/1
    static double global_start(const void* instance, uint32_t global) {
        if constexpr (Has::has_globals) return of(instance).*Rule::globals[global].member;
        return 0;
    }
    static descent_status begin_step(void* instance, const descent_step* step, double* globals,
                                     descent_message* message) {
        return guarded(message, [&] {
            Rule& rule = *static_cast<Rule*>(instance);
            if constexpr (Has::has_globals) {
                for (int i = 0; i < Has::global_count; ++i) rule.*Rule::globals[i].member = globals[i];
            }
            if constexpr (Has::has_begin_step) rule.begin_step(*step);
            if constexpr (Has::has_globals) {
                for (int i = 0; i < Has::global_count; ++i) globals[i] = rule.*Rule::globals[i].member;
            }
        });
    }

    // descent.outer/1
    static descent_update_outer outer_loop(const void* instance, int32_t set) {
        const LoopTable* const table = loops_of(set);
        return table == nullptr || table->outer == nullptr ? nullptr : table->outer(instance);
    }

    // descent.norms/1
    static double tensor_slot_start(const void* instance, uint32_t slot) {
        if constexpr (requires { of(instance).tensor_slot_start(0); }) {
            return of(instance).tensor_slot_start(static_cast<int>(slot));
        }
        return 0;
    }
    static descent_measure measure(const void* instance, int32_t set) {
        const LoopTable* const table = loops_of(set);
        return table == nullptr || table->measure == nullptr ? nullptr : table->measure(instance);
    }
    static descent_status begin_tensor(const void* instance, const descent_tensor* tensor, const descent_step* step,
                                       const double* norms, double* tensor_slots, double* tensor_factor,
                                       descent_message* message) {
        return guarded(message, [&] {
            if constexpr (Has::has_tensor_slots) {
                *tensor_factor = of(instance).begin_tensor(*tensor, *step, norms, tensor_slots);
            } else if constexpr (Has::has_measure) {
                *tensor_factor = of(instance).begin_tensor(*tensor, *step, norms);
            }
        });
    }

    // descent.double_loops/1
    template <int... S>
    static void update_one(const Rule& rule, const descent_double_stretch& stretch, const descent_step& step,
                           uint64_t i, Indices<S...>) {
        DoubleValue weight = stretch.weights[i];
        DoubleValue state[sizeof...(S) + 1];
        ((state[S] = stretch.slots[S] != nullptr ? stretch.slots[S][i] : 0.0), ...);
        rule.update(weight, DoubleValue(stretch.gradients[i]), state[S]..., step);
        stretch.weights[i] = weight.number;
        ((stretch.slots[S] != nullptr ? void(stretch.slots[S][i] = state[S].number) : void()), ...);
    }
    static void update_double(const void* instance, const descent_double_stretch* stretch, const descent_step* step) {
        if constexpr (Has::has_update && !Has::has_place) {
            const Rule rule = of(instance);
            for (uint64_t i = 0; i < stretch->count; ++i) {
                update_one(rule, *stretch, *step, i, typename Has::SlotIndices());
            }
        }
    }
    static constexpr auto measure_double() {
        using Measure = decltype(descent_double_loops::measure);
        if constexpr (Has::has_measure && !Has::has_placed_measure) {
            return Measure(DoubleMeasure<Rule, NormsOf<Rule>>::plain);
        } else {
            return Measure(nullptr);
        }
    }

    // descent.closure/2, descent.double_closure/2
    template <class Real, class Arena, class Objective>
    static descent_status minimise(void* instance, const Arena* arena, const descent_arena_tensors* tensors,
                                   const descent_step* step, double loss, double* globals, const Objective* objective,
                                   descent_message* message) {
        return guarded(message, [&] {
            if constexpr (Has::has_closure) {
                Rule& rule = *static_cast<Rule*>(instance);
                if constexpr (Has::has_globals) {
                    for (int i = 0; i < Has::global_count; ++i) rule.*Rule::globals[i].member = globals[i];
                }
                const Space<Real> space(*arena, *tensors, *objective);
                rule.minimise(space, loss, *step);
                if constexpr (Has::has_globals) {
                    for (int i = 0; i < Has::global_count; ++i) globals[i] = rule.*Rule::globals[i].member;
                }
            }
        });
    }

    static const void* extension(const char* id) {
        if ((Has::has_begin_step || Has::has_globals) && same_text(id, DESCENT_BEGIN_STEP)) return &begin_step_struct;
        if (Has::has_measure && same_text(id, DESCENT_NORMS)) return &norms_struct;
        if (Has::has_update && !Has::has_place && same_text(id, DESCENT_OUTER)) return &outer_struct;
        if (Has::has_update && same_text(id, DESCENT_DOUBLE_LOOPS)) return &double_loops_struct;
        if (Has::has_closure && same_text(id, DESCENT_CLOSURE_2)) return &closure_struct;
        if (Has::has_closure && same_text(id, DESCENT_DOUBLE_CLOSURE_2)) return &double_closure_struct;
        return Drafts<Rule, loops_of>::extension(id);
    }

    static constexpr auto parameters = describe_parameters<Rule>();
    static constexpr auto slots = slots_of<Rule>();
    static constexpr auto global_table = globals_of<Rule>();
    static constexpr auto tensor_slot_table = tensor_slots_of<Rule>();
    static constexpr int measure_count = [] {
        if constexpr (Has::has_measure) return Rule::measure_count;
        return 0;
    }();

    static constexpr descent_begin_step begin_step_struct = {
        sizeof(descent_begin_step), DESCENT_ABI_VERSION, Has::global_count, 0,
        global_table.data(),        global_start,        begin_step};
    static constexpr descent_norms norms_struct = {
        sizeof(descent_norms),    DESCENT_ABI_VERSION, measure_count, Has::tensor_slot_count,
        tensor_slot_table.data(), tensor_slot_start,   measure,       begin_tensor};
    static constexpr descent_double_loops double_loops_struct = {sizeof(descent_double_loops), DESCENT_ABI_VERSION,
                                                                 update_double, measure_double()};
    static constexpr descent_outer outer_struct = {sizeof(descent_outer), DESCENT_ABI_VERSION, outer_loop};
    static constexpr descent_closure_2 closure_struct = {sizeof(descent_closure_2), DESCENT_ABI_VERSION, honours_groups,
                                                         0, minimise<float, descent_arena, descent_objective>};
    static constexpr descent_double_closure_2 double_closure_struct = {
        sizeof(descent_double_closure_2), DESCENT_ABI_VERSION, honours_groups, 0,
        minimise<double, descent_double_arena, descent_double_objective>};
    static constexpr descent_rule rule_struct = {sizeof(descent_rule),
                                                 DESCENT_ABI_VERSION,
                                                 Rule::name,
                                                 Rule::formula,
                                                 Rule::source,
                                                 Has::parameter_count,
                                                 Has::slot_count,
                                                 parameters.data(),
                                                 slots.data(),
                                                 create,
                                                 destroy,
                                                 uses_slot,
                                                 slot_start,
                                                 loop,
                                                 extension};
};

}  // namespace descent::detail
