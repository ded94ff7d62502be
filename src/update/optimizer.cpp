#include "update/optimizer.h"

#include <array>
#include <optional>

#include <descent/error.h>

#include "update/blocks.h"
#include "update/groups.h"
#include "update/host/call.h"
#include "update/host/closure.h"
#include "update/host/instance.h"
#include "update/host/loops_of_rule.h"
#include "update/host/norms.h"
#include "update/host/state.h"
#include "update/padding.h"
#include "update/settings.h"
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
    std::optional<Norms> norms;
    std::optional<Closure<Value>> closure;
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
          blocks(cut_into_blocks(layout)) {
        for (const network::Tensor& tensor : layout.tensors) {
            factors.push_back({.decay = tensor.kind == network::TensorKind::weight ? 1.0 : 0.0});
        }
        if (instance.norms() != nullptr) norms.emplace(instance, layout);
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

    void apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
               std::size_t tensor) const {
        if (factors[tensor].frozen) return;
        with_stretch(parameters, offset, gradient, tensor, "update parameters",
                     [&](const Stretch& stretch) { loops.update(instance.get(), &stretch, &steps[tensor]); });
        clear_padding_of_plugin(parameters.subspan(offset, gradient.size()), tensor);
    }

    /// A rule may write anything there, and norms go over whole rows. Built-in rules leave zeros; a test says so.
    void clear_padding_of_plugin(std::span<Value> stretch, std::size_t tensor) const {
        if (is_plugin()) clear_padding(layout.tensors[tensor], stretch);
    }

    void measure(std::span<Value> parameters, std::span<const Value> gradient, std::size_t block) {
        const Block& b = blocks[block];
        if (factors[b.tensor].frozen) return;
        norms->measure(block, [&](double* sums) {
            with_stretch(
                parameters, b.offset, gradient.subspan(b.offset, b.count), b.tensor, "measure parameters",
                [&](const Stretch& stretch) { loops.measure(instance.get(), &stretch, &steps[b.tensor], sums); });
        });
    }

    void begin_tensor(std::size_t tensor, const double* measured) {
        if (factors[tensor].frozen) return;
        call(instance.who(), "begin a tensor", [&](descent_message* message) {
            return instance.norms()->begin_tensor(instance.get(), &tensors[tensor], &steps[tensor], measured,
                                                  state.tensor_slots(tensor), &steps[tensor].tensor_factor, message);
        });
    }
};

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
    return !implementation_->norms && !implementation_->closure;
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
    if (self.norms) {
        each_block([&](std::size_t block) { self.measure(parameters, gradient, block); });
        self.norms->for_each_tensor(
            [&](std::size_t tensor, const auto& measured) { self.begin_tensor(tensor, measured.data()); });
    }
    each_block([&](std::size_t block) {
        const Block& b = self.blocks[block];
        self.apply(parameters, b.offset, gradient.subspan(b.offset, b.count), b.tensor);
    });
}

template <class Value>
bool BasicOptimizer<Value>::has_outer() const {
    if constexpr (std::same_as<Value, float>) return implementation_->loops.outer != nullptr && works_on_stretches();
    return false;
}

template <class Value>
void BasicOptimizer<Value>::apply_outer(std::span<Value> parameters, std::size_t offset,
                                        const engine::Outer& outer) const requires std::same_as<Value, float> {
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
    self.with_stretch(parameters, offset, unwritten, tensor, "update parameters", [&](const descent_stretch& stretch) {
        self.loops.outer(self.instance.get(), &stretch, &self.steps[tensor], &product);
    });
    self.clear_padding_of_plugin(parameters.subspan(offset, unwritten.size()), tensor);
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
