#pragma once
/// \file
/// What a BasicOptimizer holds, and its calls into the rule. Included by optimizer.cpp alone.

#include <algorithm>
#include <array>
#include <optional>

#include "update/blocks.h"
#include "update/host/block_sums.h"
#include "update/host/call.h"
#include "update/host/closure.h"
#include "update/host/instance.h"
#include "update/host/loops_of_rule.h"
#include "update/host/matrix.h"
#include "update/host/norms.h"
#include "update/host/run_of_rule.h"
#include "update/host/state.h"
#include "update/optimizer.h"
#include "update/padding.h"
#include "update/tensor_index.h"
#include "update/tensors.h"

namespace descent::update {

template <class Value>
struct BasicOptimizer<Value>::Implementation {
    using Loops = LoopsOfRule<Value>;
    using Stretch = typename Loops::Stretch;

    OptimizerInfo info;
    network::Layout layout;
    InstructionSet instruction_set;
    double learning_rate;
    Instance instance;
    Loops loops;
    State<Value> state;
    TensorIndex tensor_at;
    std::vector<descent_tensor> tensors;
    std::vector<TensorFactors> factors;
    descent_step step{};              // without the factors of any tensor
    std::vector<descent_step> steps;  // one a tensor
    std::vector<Block> blocks;
    std::size_t rows_at_once = 0;  // of a block; 0: all of them
    RunOfRule run;
    std::optional<Norms> norms;
    std::optional<BlockSums<DESCENT_MOST_SUMS>> sums;
    std::vector<double> last_sums;
    std::optional<Closure<Value>> closure;
    std::optional<MatrixOfRule<Value>> matrix;
    std::uint64_t count = 0;

    Implementation(const OptimizerInfo& its_info, const descent_rule& rule, const std::vector<double>& values,
                   const network::Layout& its_layout, InstructionSet set)
        : info(its_info),
          layout(its_layout),
          instruction_set(set),
          learning_rate(learning_rate_of(info, values)),
          instance(rule, values, who_is(info.name, info.file)),
          loops(Loops::find(instance, set)),
          state(instance, layout),
          tensor_at(layout),
          tensors(describe_tensors(layout)),
          steps(tensors.size()),
          blocks(cut_into_blocks(layout)),
          run(instance, layout, tensors) {
        for (const network::Tensor& tensor : layout.tensors) {
            factors.push_back({.decay = tensor.kind == network::TensorKind::weight ? 1.0 : 0.0});
        }
        if (instance.norms() != nullptr) norms.emplace(instance, layout);
        if (instance.sums() != nullptr) sums.emplace(instance.sums()->sum_count, blocks.size());
        if (instance.matrix() != nullptr) matrix.emplace(instance, set);
        if (instance.closure().exists()) closure.emplace(instance, layout, tensors, set);
    }

    bool is_plugin() const { return !info.file.empty(); }

    /// Calls `use` with the slots of a stretch. An exception of the rule becomes an Error that says `what` it did.
    template <class Use>
    void with_stretch(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
                      std::size_t tensor, const char* what, Use&& use) const {
        std::array<Value*, DESCENT_MOST_SLOTS> slots;
        const std::span<Value* const> bases = state.bases();
        for (std::size_t s = 0; s < bases.size(); ++s) slots[s] = bases[s] == nullptr ? nullptr : bases[s] + offset;
        const Stretch stretch{sizeof(Stretch), DESCENT_ABI_VERSION, gradient.size(), parameters.data() + offset,
                              gradient.data(), slots.data(),        &tensors[tensor]};
        try {
            std::optional<Inside> inside;  // a built-in rule is trusted: the guard takes a tenth of a tiny step
            if (is_plugin()) inside.emplace(instance.who());
            use(stretch);
        } catch (...) {
            rethrow_as_error(instance.who(), what);
        }
    }

    /// `use(offset, count)`: the rows of a block, in order.
    template <class Use>
    void for_each_stretch(const Block& block, Use&& use) const {
        const std::size_t most = rows_at_once == 0 ? block.count : rows_at_once * layout.tensors[block.tensor].stride;
        for (std::size_t i = 0; i < block.count; i += most) use(block.offset + i, std::min(most, block.count - i));
    }

    /// The loop that the rule has: `placed` is told where it works.
    template <class Loop, class Placed, class... Sums>
    void run_loop(Loop loop, Placed placed, const Stretch& stretch, std::size_t tensor, std::size_t offset,
                  Sums... sums_of) const {
        if (placed == nullptr) return loop(instance.get(), &stretch, &steps[tensor], sums_of...);
        const descent_place place = run.place(tensor, offset);
        placed(instance.get(), &stretch, &steps[tensor], &place, sums_of...);
    }

    void apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
               std::size_t tensor) const {
        if (factors[tensor].frozen) return;
        with_stretch(parameters, offset, gradient, tensor, "update parameters",
                     [&](const Stretch& stretch) { run_loop(loops.update, loops.placed, stretch, tensor, offset); });
        clear_padding_of_plugin(parameters, offset, gradient.size(), tensor);
    }

    /// A rule may write anything there, and norms go over whole rows. Built-in rules leave zeros; a test says so.
    void clear_padding_of_plugin(std::span<Value> parameters, std::size_t offset, std::size_t floats,
                                 std::size_t tensor) const {
        if (!is_plugin()) return;
        clear_padding(layout.tensors[tensor], parameters.subspan(offset, floats));
        const std::span<Value> measured = state.evaluation_slot();
        if (!measured.empty()) clear_padding(layout.tensors[tensor], measured.subspan(offset, floats));
    }

    /// Adds to `lanes` what a loop measures in a block.
    template <class Loop, class Placed>
    void add_measures(Loop loop, Placed placed, std::span<Value> parameters, std::span<const Value> gradient,
                      const Block& block, const char* what, double* lanes) const {
        if (factors[block.tensor].frozen) return;
        for_each_stretch(block, [&](std::size_t offset, std::size_t floats) {
            with_stretch(parameters, offset, gradient.subspan(offset, floats), block.tensor, what,
                         [&](const Stretch& stretch) { run_loop(loop, placed, stretch, block.tensor, offset, lanes); });
        });
    }

    void measure(std::span<Value> parameters, std::span<const Value> gradient, std::size_t block) {
        norms->measure(block, [&](double* lanes) {
            add_measures(loops.measure, loops.placed_measure, parameters, gradient, blocks[block], "measure parameters",
                         lanes);
        });
    }

    void measure_sums(std::span<Value> parameters, std::span<const Value> gradient, std::size_t block) {
        sums->measure(block, [&](double* lanes) {
            add_measures(loops.sums, loops.placed_sums, parameters, gradient, blocks[block], "measure sums", lanes);
        });
    }

    void end_sums() {
        const auto added = sums->add_up_blocks(0, blocks.size());
        last_sums.assign(added.begin(), added.begin() + instance.sums()->sum_count);
        call(instance.who(), "use its sums", [&](descent_message* message) {
            return instance.sums()->end_sums(instance.get(), &step, last_sums.data(), state.globals(), message);
        });
    }

    void transform(std::span<Value> parameters, std::span<const Value> gradient, std::size_t tensor,
                   parallel::Team& team) {
        if (factors[tensor].frozen) return;
        matrix->transform({tensors[tensor], layout.tensors[tensor].offset, parameters, gradient, state.bases(), team},
                          steps[tensor]);
    }

    void begin_tensor(std::size_t tensor, const double* measured) {
        if (factors[tensor].frozen) return;
        call(instance.who(), "begin a tensor", [&](descent_message* message) {
            return instance.norms()->begin_tensor(instance.get(), &tensors[tensor], &steps[tensor], measured,
                                                  state.tensor_slots(tensor), &steps[tensor].tensor_factor, message);
        });
    }
};

}  // namespace descent::update
