#include "update/optimizer.h"

#include <algorithm>
#include <utility>

#include <descent/error.h>

#include "base/text.h"
#include "update/hosted_rule.h"
#include "update/settings.h"

namespace descent::update {

/// The rules of an optimizer, the innermost first; what is state of one of several has its name before it.
template <class Value>
struct BasicOptimizer<Value>::Implementation {
    using Rule = HostedRule<Value>;

    std::vector<std::unique_ptr<Rule>> rules;

    Rule& inner() { return *rules.front(); }
    bool is_one() const { return rules.size() == 1; }
    std::string prefix(const Rule& rule) const { return is_one() ? "" : rule.info().name + "."; }

    template <class Holds>
    bool all(Holds&& holds) const {
        return std::ranges::all_of(rules, [&](const auto& rule) { return holds(*rule); });
    }

    /// Where wrappers want to see them, the weights of a stretch as they are before the step.
    void keep_before(std::span<const Value> parameters, std::size_t offset, std::size_t floats) const {
        for (const auto& rule : rules) {
            const std::span<Value> before = rule->state().before_slot();
            if (!before.empty()) std::ranges::copy(parameters.subspan(offset, floats), before.begin() + offset);
        }
    }

    void apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
               std::size_t tensor) const {
        if (!is_one()) keep_before(parameters, offset, gradient.size());
        for (const auto& rule : rules) {
            if (!rule->looks_ahead()) rule->apply(parameters, offset, gradient, tensor);
        }
    }

    /// Throws UsageError for rules that cannot stand around each other.
    void check() const {
        const Rule* ahead = nullptr;
        for (const auto& rule : rules) {
            const std::string name = quote(rule->info().name), inner = quote(rules.front()->info().name);
            if (rules.front()->needs_closure() && (rule->looks_ahead() || !rule->state().before_slot().empty())) {
                throw UsageError("optimizer", name + " works with the gradient of the step, and " + inner +
                                                  " asks for gradients elsewhere");
            }
            if (!rule->looks_ahead()) continue;
            if (ahead != nullptr) {
                throw UsageError("optimizer", name + " and " + quote(ahead->info().name) +
                                                  " both move the weights before the gradient is taken");
            }
            ahead = rule.get();
        }
    }

    /// What the rules from number `first` on make of the step.
    void apply_whole(std::size_t first, std::span<Value> parameters, std::span<const Value> gradient,
                     parallel::Team& team) {
        for (std::size_t i = first; i < rules.size(); ++i) {
            if (!rules[i]->looks_ahead()) rules[i]->apply_whole(parameters, gradient, team);
        }
    }

    template <class Names>
    std::vector<std::string> names(Names&& names_of) const {
        std::vector<std::string> result;
        for (const auto& rule : rules) {
            for (const std::string& name : names_of(rule->state())) result.push_back(prefix(*rule) + name);
        }
        return result;
    }

    /// The rule that has state of that name, which loses its prefix.
    Rule& rule_of(std::string_view& name) const {
        for (const auto& rule : rules) {
            const std::string before = prefix(*rule);
            if (!name.starts_with(before)) continue;
            name.remove_prefix(before.size());
            return *rule;
        }
        throw Error("the optimizer has no state named " + quote(name));
    }
};

template <class Value>
BasicOptimizer<Value>::BasicOptimizer(const Registry& registry, std::string_view name,
                                      const std::map<std::string, std::string>& settings, const network::Layout& layout,
                                      InstructionSet instruction_set)
    : implementation_(std::make_unique<Implementation>()) {
    const std::vector<OptimizerInfo> parts = registry.parts(name);
    const std::vector<double> values = parse_settings(registry.info(name), settings);
    auto first = values.begin();
    for (const OptimizerInfo& part : parts) {
        const auto end = first + static_cast<std::ptrdiff_t>(part.hyper_parameters.size());
        implementation_->rules.push_back(std::make_unique<HostedRule<Value>>(
            part, registry.rule(part.name), std::vector<double>(first, end), layout, instruction_set));
        first = end;
    }
    implementation_->check();
}

template <class Value>
BasicOptimizer<Value>::~BasicOptimizer() = default;
template <class Value>
BasicOptimizer<Value>::BasicOptimizer(BasicOptimizer&&) noexcept = default;

template <class Value>
const network::Layout& BasicOptimizer<Value>::layout() const {
    return implementation_->inner().layout();
}

template <class Value>
InstructionSet BasicOptimizer<Value>::instruction_set() const {
    return implementation_->inner().instruction_set();
}

template <class Value>
double BasicOptimizer<Value>::learning_rate() const {
    return implementation_->inner().learning_rate();
}

template <class Value>
void BasicOptimizer<Value>::set_factors(std::vector<TensorFactors> factors) {
    for (const auto& rule : implementation_->rules) rule->set_factors(factors);
}

template <class Value>
const std::vector<TensorFactors>& BasicOptimizer<Value>::factors() const {
    return implementation_->inner().factors();
}

template <class Value>
void BasicOptimizer<Value>::begin_run(const RunFacts& facts) {
    for (const auto& rule : implementation_->rules) rule->begin_run(facts);
}

template <class Value>
void BasicOptimizer<Value>::start_at(std::span<const Value> weights) {
    for (const auto& rule : implementation_->rules) {
        const std::span<Value> measured = rule->state().evaluation_slot();
        if (!measured.empty()) std::ranges::copy(weights, measured.begin());
    }
}

template <class Value>
std::span<const Value> BasicOptimizer<Value>::evaluation_weights(std::span<const Value> weights) const {
    for (const auto& rule : implementation_->rules) {  // the outermost that has them decides
        const std::span<const Value> measured = rule->state().evaluation_slot();
        if (!measured.empty()) weights = measured;
    }
    return weights;
}

template <class Value>
void BasicOptimizer<Value>::begin_step(double learning_rate) {
    for (const auto& rule : implementation_->rules) rule->begin_step(learning_rate);
}

template <class Value>
bool BasicOptimizer<Value>::works_on_stretches() const {
    return implementation_->all([](const HostedRule<Value>& rule) { return rule.works_on_stretches(); }) &&
           !looks_ahead();
}

template <class Value>
bool BasicOptimizer<Value>::adds_up() const {
    return !implementation_->all([](const HostedRule<Value>& rule) { return !rule.adds_up(); });
}

template <class Value>
std::vector<double> BasicOptimizer<Value>::measured() const {
    std::vector<double> result;
    for (const auto& rule : implementation_->rules) rule->append_measured(result);
    return result;
}

template <class Value>
bool BasicOptimizer<Value>::knows_its_place() const {
    return !implementation_->all([](const HostedRule<Value>& rule) { return !rule.knows_its_place(); });
}

template <class Value>
std::size_t BasicOptimizer<Value>::tensor_at(std::size_t offset) const {
    return implementation_->inner().tensor_at(offset);
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
    if (self.is_one()) return self.inner().apply_whole(parameters, gradient, team);
    const std::span<const Block> blocks = self.inner().blocks();
    const bool at_once = works_on_stretches();
    for_each_block(team, blocks.size(), parameters.size(), [&](std::size_t i) {
        self.inner().for_each_stretch(blocks[i], [&](std::size_t offset, std::size_t floats) {
            if (!at_once) return self.keep_before(parameters, offset, floats);
            self.apply(parameters, offset, gradient.subspan(offset, floats), blocks[i].tensor);
        });
    });
    if (at_once) return;
    self.apply_whole(0, parameters, gradient, team);
}

template <class Value>
void BasicOptimizer<Value>::cut_stretches(std::size_t rows, double sums_start) {
    for (const auto& rule : implementation_->rules) rule->cut_stretches(rows, sums_start);
}

template <class Value>
bool BasicOptimizer<Value>::has_outer() const {
    return implementation_->is_one() && implementation_->inner().has_outer();
}

template <class Value>
void BasicOptimizer<Value>::apply_outer(std::span<Value> parameters, std::size_t offset,
                                        const engine::Outer& outer) const requires std::same_as<Value, float> {
    if constexpr (std::same_as<Value, float>) implementation_->inner().apply_outer(parameters, offset, outer);
}

template <class Value>
bool BasicOptimizer<Value>::needs_closure() const {
    return implementation_->inner().needs_closure();
}

template <class Value>
void BasicOptimizer<Value>::minimise(std::span<Value> parameters, std::span<Value> gradient, double loss,
                                     const Evaluate& evaluate, parallel::Team& team) {
    implementation_->inner().minimise(parameters, gradient, loss, evaluate, team);
    implementation_->apply_whole(1, parameters, gradient, team);
}

template <class Value>
bool BasicOptimizer<Value>::looks_ahead() const {
    return !implementation_->all([](const HostedRule<Value>& rule) { return !rule.looks_ahead(); });
}

template <class Value>
void BasicOptimizer<Value>::look_ahead(std::span<Value> parameters, std::span<const Value> gradient,
                                       parallel::Team& team) {
    for (const auto& rule : implementation_->rules) {
        if (rule->looks_ahead()) rule->apply_whole(parameters, gradient, team);
    }
}

template <class Value>
std::vector<std::string> BasicOptimizer<Value>::slot_names() const {
    return implementation_->names([](const State<Value>& state) { return state.slot_names(); });
}
template <class Value>
std::span<Value> BasicOptimizer<Value>::slot(std::string_view name) {
    return implementation_->rule_of(name).state().slot(name);
}
template <class Value>
std::vector<std::string> BasicOptimizer<Value>::global_names() const {
    return implementation_->names([](const State<Value>& state) { return state.global_names(); });
}
template <class Value>
double BasicOptimizer<Value>::global(std::string_view name) const {
    return implementation_->rule_of(name).state().global(name);
}
template <class Value>
void BasicOptimizer<Value>::set_global(std::string_view name, double value) {
    implementation_->rule_of(name).state().set_global(name, value);
}
template <class Value>
std::uint64_t BasicOptimizer<Value>::steps() const {
    return implementation_->inner().steps();
}
template <class Value>
void BasicOptimizer<Value>::set_steps(std::uint64_t steps) {
    for (const auto& rule : implementation_->rules) rule->set_steps(steps);
}

template class BasicOptimizer<float>;
template class BasicOptimizer<double>;

}  // namespace descent::update
