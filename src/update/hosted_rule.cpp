#include "update/hosted_rule.h"

#include <algorithm>
#include <array>

#include "update/groups.h"
#include "update/host/call.h"
#include "update/padding.h"

namespace descent::update {

template <class Value>
HostedRule<Value>::HostedRule(const OptimizerInfo& info, const descent_rule& rule, const std::vector<double>& values,
                              const network::Layout& layout, InstructionSet set)
    : info_(info),
      layout_(layout),
      instruction_set_(set),
      learning_rate_(learning_rate_of(info_, values)),
      instance_(rule, values, who_is(info_.name, info_.file)),
      loops_(Loops::find(instance_, set)),
      state_(instance_, layout_),
      tensor_at_(layout_),
      tensors_(describe_tensors(layout_)),
      steps_(tensors_.size()),
      blocks_(cut_into_blocks(layout_)),
      run_(instance_, layout_, tensors_) {
    for (const network::Tensor& tensor : layout_.tensors) {
        factors_.push_back({.decay = tensor.kind == network::TensorKind::weight ? 1.0 : 0.0});
    }
    if (instance_.norms() != nullptr) norms_.emplace(instance_, layout_);
    if (instance_.sums() != nullptr) sums_.emplace(instance_.sums()->sum_count, blocks_.size());
    if (instance_.matrix() != nullptr) matrix_.emplace(instance_, set);
    if (instance_.closure().exists()) closure_.emplace(instance_, layout_, tensors_, set);
}

template <class Value>
void HostedRule<Value>::set_factors(std::vector<TensorFactors> factors) {
    check_factors(instance_.rule(), info_, layout_, factors);
    factors_ = std::move(factors);
}

template <class Value>
void HostedRule<Value>::begin_step(double learning_rate) {
    if (!run_.has_begun()) run_.begin({});
    ++count_;
    step_ = {sizeof(descent_step), DESCENT_ABI_VERSION, count_, learning_rate, 1, 1};
    if (const descent_begin_step* begin = instance_.begin_step()) {
        call(instance_.who(), {"begin step", count_}, [&](descent_message* message) {
            return begin->begin_step(instance_.get(), &step_, state_.globals(), message);
        });
    }
    for (std::size_t t = 0; t < steps_.size(); ++t) {
        steps_[t] = step_;
        steps_[t].learning_rate *= factors_[t].rate;
        steps_[t].decay_factor = factors_[t].decay;
    }
}

template <class Value>
bool HostedRule<Value>::knows_its_place() const {
    return loops_.placed != nullptr || loops_.placed_measure != nullptr || loops_.placed_sums != nullptr ||
           instance_.begin_run() != nullptr;
}

template <class Value>
bool HostedRule<Value>::has_outer() const {
    if constexpr (std::same_as<Value, float>) return loops_.outer != nullptr && works_on_stretches();
    return false;
}

/// Calls `use` with the slots of a stretch. An exception of the rule becomes an Error that says what it was asked to.
template <class Value>
template <class Use>
void HostedRule<Value>::with_stretch(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
                                     std::size_t tensor, const char* words, Use&& use) const {
    std::array<Value*, DESCENT_MOST_SLOTS> slots;
    const std::span<Value* const> bases = state_.bases();
    for (std::size_t s = 0; s < bases.size(); ++s) slots[s] = bases[s] == nullptr ? nullptr : bases[s] + offset;
    const Stretch stretch{sizeof(Stretch), DESCENT_ABI_VERSION, gradient.size(),  parameters.data() + offset,
                          gradient.data(), slots.data(),        &tensors_[tensor]};
    const Action what(words, count_, stretch.tensor->name);
    std::optional<Inside> inside;  // a built-in rule is trusted: the guard takes a tenth of a tiny step
    if (is_plugin()) inside.emplace(instance_.who(), what);
    try {
        use(stretch);
    } catch (...) {
        rethrow_as_error(instance_.who(), what);
    }
}

/// The loop that the rule has: `placed` is told where it works.
template <class Value>
template <class Loop, class Placed, class... Sums>
void HostedRule<Value>::run_loop(Loop loop, Placed placed, const Stretch& stretch, std::size_t tensor,
                                 std::size_t offset, Sums... sums_of) const {
    if (placed == nullptr) return loop(instance_.get(), &stretch, &steps_[tensor], sums_of...);
    const descent_place place = run_.place(tensor, offset);
    placed(instance_.get(), &stretch, &steps_[tensor], &place, sums_of...);
}

template <class Value>
void HostedRule<Value>::apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
                              std::size_t tensor) const {
    if (factors_[tensor].frozen) return;
    with_stretch(parameters, offset, gradient, tensor, "update",
                 [&](const Stretch& stretch) { run_loop(loops_.update, loops_.placed, stretch, tensor, offset); });
    clear_padding_of_plugin(parameters, offset, gradient.size(), tensor);
}

template <class Value>
void HostedRule<Value>::apply_outer(std::span<Value> parameters, std::size_t offset,
                                    const engine::Outer& outer) const requires std::same_as<Value, float> {
    if constexpr (std::same_as<Value, float>) {  // clang 14 compiles this member for double, too
        const std::size_t tensor = tensor_at_(offset);
        const descent_outer_product product{sizeof(descent_outer_product),
                                            DESCENT_ABI_VERSION,
                                            outer.rows,
                                            outer.stride,
                                            outer.a,
                                            outer.delta,
                                            outer.next_a,
                                            outer.next_sums};
        const std::span<const float> unwritten(static_cast<const float*>(nullptr), outer.rows * outer.stride);
        with_stretch(parameters, offset, unwritten, tensor, "update", [&](const descent_stretch& stretch) {
            loops_.outer(instance_.get(), &stretch, &steps_[tensor], &product);
        });
        clear_padding_of_plugin(parameters, offset, unwritten.size(), tensor);
    }
}

/// A rule may write anything there, and norms go over whole rows. Built-in rules leave zeros; a test says so.
template <class Value>
void HostedRule<Value>::clear_padding_of_plugin(std::span<Value> parameters, std::size_t offset, std::size_t floats,
                                                std::size_t tensor) const {
    if (!is_plugin()) return;
    clear_padding(layout_.tensors[tensor], parameters.subspan(offset, floats));
    const std::span<Value> measured = state_.evaluation_slot();
    if (!measured.empty()) clear_padding(layout_.tensors[tensor], measured.subspan(offset, floats));
}

template <class Value>
void HostedRule<Value>::apply_whole(std::span<Value> parameters, std::span<const Value> gradient,
                                    parallel::Team& team) {
    const auto each_block = [&](const auto& body) { for_each_block(team, blocks_.size(), layout_.size, body); };
    if (sums_) {
        each_block([&](std::size_t block) { measure_sums(parameters, gradient, block); });
        end_sums();
    }
    if (norms_) {
        each_block([&](std::size_t block) { measure(parameters, gradient, block); });
        last_norms_.clear();
        norms_->for_each_tensor([&](std::size_t tensor, const auto& measured) {
            last_norms_.insert(last_norms_.end(), measured.begin(),
                               measured.begin() + instance_.norms()->measure_count);
            begin_tensor(tensor, measured.data());
        });
    }
    if (matrix_) {
        for (std::size_t t = 0; t < tensors_.size(); ++t) transform(parameters, gradient, t, team);
    }
    each_block([&](std::size_t block) {
        for_each_stretch(blocks_[block], [&](std::size_t offset, std::size_t floats) {
            apply(parameters, offset, gradient.subspan(offset, floats), blocks_[block].tensor);
        });
    });
}

template <class Value>
void HostedRule<Value>::cut_stretches(std::size_t rows, double sums_start) {
    rows_at_once_ = rows;
    if (norms_) norms_->start_lanes_at(sums_start);
    if (sums_) sums_->start_lanes_at(sums_start);
}

template <class Value>
void HostedRule<Value>::append_measured(std::vector<double>& to) const {
    to.insert(to.end(), last_sums_.begin(), last_sums_.end());
    to.insert(to.end(), last_norms_.begin(), last_norms_.end());
}

/// Adds to `lanes` what a loop measures in a block.
template <class Value>
template <class Loop, class Placed>
void HostedRule<Value>::add_measures(Loop loop, Placed placed, std::span<Value> parameters,
                                     std::span<const Value> gradient, const Block& block, const char* what,
                                     double* lanes) const {
    if (factors_[block.tensor].frozen) return;
    for_each_stretch(block, [&](std::size_t offset, std::size_t floats) {
        with_stretch(parameters, offset, gradient.subspan(offset, floats), block.tensor, what,
                     [&](const Stretch& stretch) { run_loop(loop, placed, stretch, block.tensor, offset, lanes); });
    });
}

template <class Value>
void HostedRule<Value>::measure(std::span<Value> parameters, std::span<const Value> gradient, std::size_t block) {
    norms_->measure(block, [&](double* lanes) {
        add_measures(loops_.measure, loops_.placed_measure, parameters, gradient, blocks_[block], "measure", lanes);
    });
}

template <class Value>
void HostedRule<Value>::measure_sums(std::span<Value> parameters, std::span<const Value> gradient, std::size_t block) {
    sums_->measure(block, [&](double* lanes) {
        add_measures(loops_.sums, loops_.placed_sums, parameters, gradient, blocks_[block], "measure sums of", lanes);
    });
}

template <class Value>
void HostedRule<Value>::end_sums() {
    const auto added = sums_->add_up_blocks(0, blocks_.size());
    last_sums_.assign(added.begin(), added.begin() + instance_.sums()->sum_count);
    call(instance_.who(), {"use its sums in step", count_}, [&](descent_message* message) {
        return instance_.sums()->end_sums(instance_.get(), &step_, last_sums_.data(), state_.globals(), message);
    });
}

template <class Value>
void HostedRule<Value>::begin_tensor(std::size_t tensor, const double* measured) {
    if (factors_[tensor].frozen) return;
    call(instance_.who(), {"begin", count_, tensors_[tensor].name}, [&](descent_message* message) {
        return instance_.norms()->begin_tensor(instance_.get(), &tensors_[tensor], &steps_[tensor], measured,
                                               state_.tensor_slots(tensor), &steps_[tensor].tensor_factor, message);
    });
}

template <class Value>
void HostedRule<Value>::transform(std::span<Value> parameters, std::span<const Value> gradient, std::size_t tensor,
                                  parallel::Team& team) {
    if (factors_[tensor].frozen) return;
    matrix_->transform({tensors_[tensor], layout_.tensors[tensor].offset, parameters, gradient, state_.bases(), team},
                       steps_[tensor]);
}

template <class Value>
void HostedRule<Value>::minimise(std::span<Value> parameters, std::span<Value> gradient, double loss,
                                 const Evaluate& evaluate, parallel::Team& team) {
    closure_->minimise(step_, loss, {parameters, gradient, state_.bases(), state_.globals(), factors_, evaluate, team});
    for (std::size_t t = 0; t < tensors_.size(); ++t) {
        const network::Tensor& tensor = layout_.tensors[t];
        clear_padding_of_plugin(parameters, tensor.offset, tensor.size(), t);
    }
}

template class HostedRule<float>;
template class HostedRule<double>;

}  // namespace descent::update
