#pragma once
/// \file
/// From an author's struct to the draft extensions that need more than its loops. Included by optimizer_rule.h.

#include <descent/detail/guarded.h>
#include <descent/detail/loop_table.h>
#include <descent/detail/measures.h>
#include <descent/detail/traits.h>
#include <descent/optimizer.h>
#include <descent/plugin/draft/evaluation_weights.h>
#include <descent/plugin/draft/whole_numbers.h>
#include <descent/plugin/draft/wrapper.h>

namespace descent::detail {

template <class Rule, const LoopTable* (*loops_of)(int32_t)>
struct Drafts {
    using Has = Traits<Rule>;
    static const Rule& of(const void* instance) { return *static_cast<const Rule*>(instance); }

    // descent.run/1
    static constexpr bool uses_planned_steps = requires { requires Rule::uses_planned_steps; };
    static descent_status begin_run(void* instance, const descent_run* run, descent_message* message) {
        return guarded(message, [&] {
            if constexpr (Has::has_begin_run) static_cast<Rule*>(instance)->begin_run(*run);
        });
    }

    // descent.placed_loops/1
    static descent_placed_update placed_loop(const void* instance, int32_t set) {
        const LoopTable* const table = loops_of(set);
        return table == nullptr || table->placed == nullptr ? nullptr : table->placed(instance);
    }
    template <int... S>
    static void update_one(const Rule& rule, const descent_double_stretch& stretch, const descent_step& step,
                           const descent_place& place, uint64_t i, Indices<S...>) {
        DoubleValue weight = stretch.weights[i];
        DoubleValue state[sizeof...(S) + 1];
        ((state[S] = stretch.slots[S] != nullptr ? stretch.slots[S][i] : 0.0), ...);
        rule.update(weight, DoubleValue(stretch.gradients[i]), state[S]..., step,
                    Place<DoubleValue>(place, *stretch.tensor, step.count, i));
        stretch.weights[i] = weight.number;
        ((stretch.slots[S] != nullptr ? void(stretch.slots[S][i] = state[S].number) : void()), ...);
    }
    static void placed_double(const void* instance, const descent_double_stretch* stretch, const descent_step* step,
                              const descent_place* place) {
        if constexpr (Has::has_place) {
            const Rule rule = of(instance);
            for (uint64_t i = 0; i < stretch->count; ++i) {
                update_one(rule, *stretch, *step, *place, i, typename Has::SlotIndices());
            }
        }
    }

    // descent.sums/1
    static descent_measure sums_loop(const void* instance, int32_t set) {
        const LoopTable* const table = loops_of(set);
        return table == nullptr || table->sums == nullptr ? nullptr : table->sums(instance);
    }
    static constexpr auto sums_double() {
        using Measure = decltype(descent_sums::double_measure);
        if constexpr (Has::has_sums && !Has::has_placed_sums) {
            return Measure(DoubleMeasure<Rule, SumsOf<Rule>>::plain);
        } else {
            return Measure(nullptr);
        }
    }
    static descent_status end_sums(void* instance, const descent_step* step, const double* sums, double* globals,
                                   descent_message* message) {
        return guarded(message, [&] {
            if constexpr (Has::has_sums) {
                Rule& rule = *static_cast<Rule*>(instance);
                rule.use_sums(*step, sums);
                if constexpr (Has::has_globals) {
                    for (int i = 0; i < Has::global_count; ++i) globals[i] = rule.*Rule::globals[i].member;
                }
            }
        });
    }

    // descent.placed_measures/1
    static constexpr bool has_placed_measures = Has::has_placed_measure || Has::has_placed_sums;
    static descent_placed_measure placed_norms(const void* instance, int32_t set) {
        const LoopTable* const table = loops_of(set);
        return table == nullptr ? nullptr : table->placed_measure(instance);
    }
    static descent_placed_measure placed_sums(const void* instance, int32_t set) {
        const LoopTable* const table = loops_of(set);
        return table == nullptr ? nullptr : table->placed_sums(instance);
    }
    static constexpr descent_double_placed_measure placed_norms_double() {
        if constexpr (Has::has_placed_measure) return DoubleMeasure<Rule, NormsOf<Rule>>::placed;
        return nullptr;
    }
    static constexpr descent_double_placed_measure placed_sums_double() {
        if constexpr (Has::has_placed_sums) return DoubleMeasure<Rule, SumsOf<Rule>>::placed;
        return nullptr;
    }

    // descent.matrix/1
    template <class Real>
    static descent_status transform(const void* instance, const typename MatrixTypes<Real>::Tensor* matrices,
                                    const descent_step* step, const typename MatrixTypes<Real>::Products* products,
                                    descent_message* message) {
        return guarded(message, [&] {
            if constexpr (Has::has_transform) of(instance).transform(Matrices<Real>(*matrices, *products), *step);
        });
    }

    // descent.whole_numbers/1
    static constexpr bool has_whole_numbers = [] {
        if constexpr (Has::has_parameters) {
            for (const auto& parameter : Rule::hyper_parameters) {
                if (parameter.whole != nullptr) return true;
            }
        }
        return false;
    }();
    static int32_t is_whole(uint32_t hyper_parameter) {
        if constexpr (Has::has_parameters) return Rule::hyper_parameters[hyper_parameter].whole != nullptr ? 1 : 0;
        return 0;
    }

    static const void* extension(const char* id) {
        if (Has::has_begin_run && same_text(id, DESCENT_RUN)) return &begin_run_struct;
        if (Has::has_place && same_text(id, DESCENT_PLACED_LOOPS)) return &placed_struct;
        if (Has::has_sums && same_text(id, DESCENT_SUMS)) return &sums_struct;
        if (has_placed_measures && same_text(id, DESCENT_PLACED_MEASURES)) return &placed_measures_struct;
        if (Has::has_transform && same_text(id, DESCENT_MATRIX)) return &matrix_struct;
        if (Has::has_evaluation_slot && same_text(id, DESCENT_EVALUATION_WEIGHTS)) return &evaluation_struct;
        if (Has::wraps && same_text(id, DESCENT_WRAPPER)) return &wrapper_struct;
        if (has_whole_numbers && same_text(id, DESCENT_WHOLE_NUMBERS)) return &whole_struct;
        return nullptr;
    }

    /// The entry's `start`: a rule that cannot do without an extension refuses a host that does not know it.
    static descent_status start(descent_host_api_function host_api, descent_message* message) {
        const descent_host* const host = host_api(DESCENT_ABI_VERSION);
        const auto lacks = [&](const char* id) { return host == nullptr || host->calls(id) == 0; };
        if (Has::has_begin_run && lacks(DESCENT_RUN)) return refuse(message, "needs " DESCENT_RUN);
        if (Has::has_place && lacks(DESCENT_PLACED_LOOPS)) return refuse(message, "needs " DESCENT_PLACED_LOOPS);
        if (Has::has_sums && lacks(DESCENT_SUMS)) return refuse(message, "needs " DESCENT_SUMS);
        if (Has::has_transform && lacks(DESCENT_MATRIX)) return refuse(message, "needs " DESCENT_MATRIX);
        if (Has::wraps && lacks(DESCENT_WRAPPER)) return refuse(message, "needs " DESCENT_WRAPPER);
        if (Has::has_evaluation_slot && lacks(DESCENT_EVALUATION_WEIGHTS)) {
            return refuse(message, "needs " DESCENT_EVALUATION_WEIGHTS);
        }
        if (has_placed_measures && lacks(DESCENT_PLACED_MEASURES)) {
            return refuse(message, "needs " DESCENT_PLACED_MEASURES);
        }
        return DESCENT_OK;
    }
    static descent_status refuse(descent_message* message, const char* what) {
        descent_refuse(message, what);  // the host says whose words these are
        return DESCENT_REFUSED;
    }

    static constexpr int sum_count = [] {
        if constexpr (Has::has_sums) return Rule::sum_count;
        return 0;
    }();
    static constexpr descent_begin_run begin_run_struct = {sizeof(descent_begin_run), DESCENT_ABI_VERSION,
                                                           uses_planned_steps, 0, begin_run};
    static constexpr descent_placed_loops placed_struct = {sizeof(descent_placed_loops), DESCENT_ABI_VERSION,
                                                           placed_loop, placed_double};
    static constexpr descent_sums sums_struct = {
        sizeof(descent_sums), DESCENT_ABI_VERSION, sum_count, 0, sums_loop, sums_double(), end_sums};
    static constexpr descent_placed_measures placed_measures_struct = {sizeof(descent_placed_measures),
                                                                       DESCENT_ABI_VERSION,
                                                                       Has::has_placed_measure ? placed_norms : nullptr,
                                                                       Has::has_placed_sums ? placed_sums : nullptr,
                                                                       placed_norms_double(),
                                                                       placed_sums_double()};
    static constexpr descent_matrix_rule matrix_struct = {sizeof(descent_matrix_rule), DESCENT_ABI_VERSION,
                                                          transform<float>, transform<double>};
    static constexpr descent_evaluation_weights evaluation_struct = {
        sizeof(descent_evaluation_weights), DESCENT_ABI_VERSION, static_cast<uint32_t>(Has::evaluation_slot), 0};
    static constexpr descent_wrapper wrapper_struct = {sizeof(descent_wrapper), DESCENT_ABI_VERSION, Has::before_slot,
                                                       Has::looks_ahead};
    static constexpr descent_whole_numbers whole_struct = {sizeof(descent_whole_numbers), DESCENT_ABI_VERSION,
                                                           is_whole};
};

}  // namespace descent::detail
