#include "update/optimizer.h"

#include <algorithm>
#include <utility>

#include <descent/error.h>

#include "update/groups.h"
#include "update/optimizer_implementation.h"
#include "update/settings.h"

namespace descent::update {

template <class Value>
BasicOptimizer<Value>::BasicOptimizer(const Registry& registry, std::string_view name,
                                      const std::map<std::string, std::string>& settings, const network::Layout& layout,
                                      InstructionSet instruction_set) {
    const OptimizerInfo info = registry.info(name);
    implementation_ = std::make_unique<Implementation>(info, registry.rule(name), parse_settings(info, settings),
                                                       layout, instruction_set);
}

template <class Value>
BasicOptimizer<Value>::~BasicOptimizer() = default;
template <class Value>
BasicOptimizer<Value>::BasicOptimizer(BasicOptimizer&&) noexcept = default;

template <class Value>
const network::Layout& BasicOptimizer<Value>::layout() const {
    return implementation_->layout;
}

template <class Value>
InstructionSet BasicOptimizer<Value>::instruction_set() const {
    return implementation_->instruction_set;
}

template <class Value>
double BasicOptimizer<Value>::learning_rate() const {
    return implementation_->learning_rate;
}

template <class Value>
void BasicOptimizer<Value>::set_factors(std::vector<TensorFactors> factors) {
    Implementation& self = *implementation_;
    check_factors(self.instance.rule(), self.info, self.layout, factors);
    self.factors = std::move(factors);
}

template <class Value>
const std::vector<TensorFactors>& BasicOptimizer<Value>::factors() const {
    return implementation_->factors;
}

template <class Value>
void BasicOptimizer<Value>::begin_step(double learning_rate) {
    Implementation& self = *implementation_;
    if (!self.run.has_begun()) self.run.begin({});
    ++self.count;
    self.step = {sizeof(descent_step), DESCENT_ABI_VERSION, self.count, learning_rate, 1, 1};
    if (const descent_begin_step* begin = self.instance.begin_step()) {
        call(self.instance.who(), {"begin step", self.count}, [&](descent_message* message) {
            return begin->begin_step(self.instance.get(), &self.step, self.state.globals(), message);
        });
    }
    for (std::size_t t = 0; t < self.steps.size(); ++t) {
        self.steps[t] = self.step;
        self.steps[t].learning_rate *= self.factors[t].rate;
        self.steps[t].decay_factor = self.factors[t].decay;
    }
}

template <class Value>
bool BasicOptimizer<Value>::works_on_stretches() const {
    const Implementation& self = *implementation_;
    return !self.norms && !self.closure && !self.sums && !self.matrix;
}

template <class Value>
bool BasicOptimizer<Value>::adds_up() const {
    return implementation_->sums.has_value();
}

template <class Value>
std::span<const double> BasicOptimizer<Value>::sums() const {
    return implementation_->last_sums;
}

template <class Value>
bool BasicOptimizer<Value>::knows_its_place() const {
    const LoopsOfRule<Value>& loops = implementation_->loops;
    return loops.placed != nullptr || loops.placed_measure != nullptr || loops.placed_sums != nullptr ||
           implementation_->instance.begin_run() != nullptr;
}

template <class Value>
void BasicOptimizer<Value>::begin_run(const RunFacts& facts) {
    implementation_->run.begin(facts);
}

template <class Value>
void BasicOptimizer<Value>::start_at(std::span<const Value> weights) {
    const std::span<Value> measured = implementation_->state.evaluation_slot();
    if (!measured.empty()) std::ranges::copy(weights, measured.begin());
}

template <class Value>
std::span<const Value> BasicOptimizer<Value>::evaluation_weights(std::span<const Value> weights) const {
    const std::span<const Value> measured = implementation_->state.evaluation_slot();
    return measured.empty() ? weights : measured;
}

template <class Value>
std::size_t BasicOptimizer<Value>::tensor_at(std::size_t offset) const {
    return implementation_->tensor_at(offset);
}

template <class Value>
void BasicOptimizer<Value>::apply(std::span<Value> parameters, std::size_t offset,
                                  std::span<const Value> gradient) const {
    if (!gradient.empty()) apply(parameters, offset, gradient, tensor_at(offset));
}

template <class Value>
void BasicOptimizer<Value>::apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
                                  std::size_t tensor) const {
    implementation_->apply(parameters, offset, gradient, tensor);
}

template <class Value>
void BasicOptimizer<Value>::apply_whole(std::span<Value> parameters, std::span<const Value> gradient,
                                        parallel::Team& team) {
    Implementation& self = *implementation_;
    const auto each_block = [&](const auto& body) { for_each_block(team, self.blocks.size(), self.layout.size, body); };
    if (self.sums) {
        each_block([&](std::size_t block) { self.measure_sums(parameters, gradient, block); });
        self.end_sums();
    }
    if (self.norms) {
        each_block([&](std::size_t block) { self.measure(parameters, gradient, block); });
        self.norms->for_each_tensor(
            [&](std::size_t tensor, const auto& measured) { self.begin_tensor(tensor, measured.data()); });
    }
    if (self.matrix) {
        for (std::size_t t = 0; t < self.tensors.size(); ++t) self.transform(parameters, gradient, t, team);
    }
    each_block([&](std::size_t block) {
        self.for_each_stretch(self.blocks[block], [&](std::size_t offset, std::size_t count) {
            self.apply(parameters, offset, gradient.subspan(offset, count), self.blocks[block].tensor);
        });
    });
}

template <class Value>
void BasicOptimizer<Value>::cut_stretches(std::size_t rows) {
    implementation_->rows_at_once = rows;
}

template <class Value>
bool BasicOptimizer<Value>::has_outer() const {
    if constexpr (std::same_as<Value, float>) return implementation_->loops.outer != nullptr && works_on_stretches();
    return false;
}

template <class Value>
void BasicOptimizer<Value>::apply_outer(std::span<Value> parameters, std::size_t offset,
                                        const engine::Outer& outer) const requires std::same_as<Value, float> {
    if constexpr (std::same_as<Value, float>) {  // clang 14 compiles this member for double, too
        const Implementation& self = *implementation_;
        const std::size_t tensor = tensor_at(offset);
        const descent_outer_product product{sizeof(descent_outer_product),
                                            DESCENT_ABI_VERSION,
                                            outer.rows,
                                            outer.stride,
                                            outer.a,
                                            outer.delta,
                                            outer.next_a,
                                            outer.next_sums};
        const std::span<const float> unwritten(static_cast<const float*>(nullptr), outer.rows * outer.stride);
        self.with_stretch(parameters, offset, unwritten, tensor, "update parameters",
                          [&](const descent_stretch& stretch) {
                              self.loops.outer(self.instance.get(), &stretch, &self.steps[tensor], &product);
                          });
        self.clear_padding_of_plugin(parameters, offset, unwritten.size(), tensor);
    }
}

template <class Value>
bool BasicOptimizer<Value>::needs_closure() const {
    return implementation_->closure.has_value();
}

template <class Value>
void BasicOptimizer<Value>::minimise(std::span<Value> parameters, std::span<Value> gradient, double loss,
                                     const Evaluate& evaluate, parallel::Team& team) {
    Implementation& self = *implementation_;
    self.closure->minimise(
        self.step, loss,
        {parameters, gradient, self.state.bases(), self.state.globals(), self.factors, evaluate, team});
    for (std::size_t t = 0; t < self.tensors.size(); ++t) {
        const network::Tensor& tensor = self.layout.tensors[t];
        self.clear_padding_of_plugin(parameters, tensor.offset, tensor.size(), t);
    }
}

template <class Value>
std::vector<std::string> BasicOptimizer<Value>::slot_names() const {
    return implementation_->state.slot_names();
}
template <class Value>
std::span<Value> BasicOptimizer<Value>::slot(std::string_view name) {
    return implementation_->state.slot(name);
}
template <class Value>
std::vector<std::string> BasicOptimizer<Value>::global_names() const {
    return implementation_->state.global_names();
}
template <class Value>
double BasicOptimizer<Value>::global(std::string_view name) const {
    return implementation_->state.global(name);
}
template <class Value>
void BasicOptimizer<Value>::set_global(std::string_view name, double value) {
    implementation_->state.set_global(name, value);
}
template <class Value>
std::uint64_t BasicOptimizer<Value>::steps() const {
    return implementation_->count;
}
template <class Value>
void BasicOptimizer<Value>::set_steps(std::uint64_t steps) {
    implementation_->count = steps;
}

template class BasicOptimizer<float>;
template class BasicOptimizer<double>;

}  // namespace descent::update
