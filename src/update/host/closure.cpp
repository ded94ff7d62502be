#include "update/host/closure.h"

#include <algorithm>
#include <array>

#include <descent/error.h>

#include "update/host/call.h"
#include "update/host/inside.h"
#include "update/padding.h"

namespace descent::update {
namespace {

/// An exception of the host's must not pass through a plugin: it is kept until the plugin has returned.
constexpr descent_status evaluation_failed = 2;

void add_products(const LoopTable& loops, const float* a, const float* b, std::size_t count, double* sums) {
    loops.add_products(a, b, count, sums);
}
void add_products(const LoopTable&, const double* a, const double* b, std::size_t count, double* sums) {
    for (std::size_t i = 0; i < count; ++i) sums[i % network::lane_count] += a[i] * b[i];
}

void add_multiple(const LoopTable& loops, float* to, double factor, const float* from, std::size_t count) {
    loops.add_scaled(to, factor, from, count);
}
void add_multiple(const LoopTable&, double* to, double factor, const double* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) to[i] += factor * from[i];
}

}  // namespace

template <class Value>
Closure<Value>::Closure(const Instance& instance, const network::Layout& layout,
                        std::span<const descent_tensor> tensors, InstructionSet set)
    : instance_(instance),
      closure_(find_closure<Value>(instance.rule(), instance.who())),
      layout_(layout),
      loops_(loops_for(set)),
      blocks_(cut_into_blocks(layout)),
      sums_(blocks_.size()) {
    if (!closure_.exists() || closure_.minimise() == nullptr) {
        throw Error(instance.who() + ": has no closure in double precision");
    }
    for (std::size_t t = 0; t < tensors.size(); ++t) {
        tensors_.push_back(
            {sizeof(descent_arena_tensor), DESCENT_ABI_VERSION, &tensors[t], layout.tensors[t].offset, 0, 1, 1, 0, 0});
    }
}

template <class Value>
void Closure<Value>::minimise(const descent_step& step, double loss, const Work& work) {
    work_ = &work;
    thrown_ = nullptr;
    describe_tensors(step.learning_rate, work.factors);
    keep_frozen();
    try {
        call(instance_.who(), {"minimise in step", step.count},
             [&](descent_message* message) { return call_rule(step, loss, message); });
    } catch (...) {
        if (thrown_) std::rethrow_exception(thrown_);
        throw;
    }
    if (thrown_) std::rethrow_exception(thrown_);
    restore_frozen();
    clear_all_padding();
}

template <class Value>
descent_status Closure<Value>::call_rule(const descent_step& step, double loss, descent_message* message) {
    std::array<Value*, DESCENT_MOST_SLOTS> slots{};
    std::ranges::copy(work_->slots, slots.begin());
    using Types = ClosureTypes<Value>;
    const typename Types::Arena arena{sizeof(arena),          DESCENT_ABI_VERSION,
                                      layout_.size,           work_->parameters.data(),
                                      work_->gradient.data(), slots.data()};
    const descent_arena_tensors tensors{sizeof(descent_arena_tensors), DESCENT_ABI_VERSION, tensors_.size(),
                                        tensors_.data()};
    const typename Types::Objective objective{sizeof(objective), DESCENT_ABI_VERSION, this, evaluate, dot, add_scaled};
    if (closure_.second != nullptr) {
        return closure_.second->minimise(instance_.get(), &arena, &tensors, &step, loss, work_->globals, &objective,
                                         message);
    }
    return closure_.first->minimise(instance_.get(), &arena, &step, loss, work_->globals, &objective, message);
}

template <class Value>
void Closure<Value>::describe_tensors(double learning_rate, std::span<const TensorFactors> factors) {
    for (std::size_t t = 0; t < tensors_.size(); ++t) {
        tensors_[t].learning_rate = learning_rate * factors[t].rate;
        tensors_[t].rate_factor = factors[t].rate;
        tensors_[t].decay_factor = factors[t].decay;
        tensors_[t].frozen = factors[t].frozen ? 1 : 0;
    }
}

template <class Value>
void Closure<Value>::keep_frozen() {
    frozen_.clear();
    for (const descent_arena_tensor& t : tensors_) {
        if (t.frozen == 0) continue;
        const auto first = work_->parameters.begin() + static_cast<std::ptrdiff_t>(t.offset);
        frozen_.insert(frozen_.end(), first, first + static_cast<std::ptrdiff_t>(t.tensor->rows * t.tensor->stride));
    }
}

template <class Value>
void Closure<Value>::restore_frozen() {
    auto kept = frozen_.begin();
    for (const descent_arena_tensor& t : tensors_) {
        if (t.frozen == 0) continue;
        const auto count = static_cast<std::ptrdiff_t>(t.tensor->rows * t.tensor->stride);
        std::copy_n(kept, count, work_->parameters.begin() + static_cast<std::ptrdiff_t>(t.offset));
        kept += count;
    }
}

template <class Value>
void Closure<Value>::clear_all_padding() {
    for (const network::Tensor& tensor : layout_.tensors) {
        clear_padding(tensor, work_->parameters.subspan(tensor.offset, tensor.size()));
    }
}

template <class Value>
descent_status Closure<Value>::evaluate(void* context, double* loss) {
    const Outside outside;
    auto& self = *static_cast<Closure<Value>*>(context);
    try {
        self.restore_frozen();
        self.clear_all_padding();
        *loss = self.work_->evaluate();
        return DESCENT_OK;
    } catch (...) {
        self.thrown_ = std::current_exception();
        return evaluation_failed;
    }
}

template <class Value>
double Closure<Value>::dot(void* context, const Value* a, const Value* b) {
    const Outside outside;
    auto& self = *static_cast<Closure<Value>*>(context);
    for_each_block(self.work_->team, self.blocks_.size(), self.layout_.size, [&](std::size_t i) {
        const Block& block = self.blocks_[i];
        self.sums_[i] = {};
        add_products(self.loops_, a + block.offset, b + block.offset, block.count, self.sums_[i].data());
    });
    return add_up(self.sums_);
}

template <class Value>
void Closure<Value>::add_scaled(void* context, Value* to, double factor, const Value* from) {
    const Outside outside;
    auto& self = *static_cast<Closure<Value>*>(context);
    for_each_block(self.work_->team, self.blocks_.size(), self.layout_.size, [&](std::size_t i) {
        const Block& block = self.blocks_[i];
        add_multiple(self.loops_, to + block.offset, factor, from + block.offset, block.count);
    });
}

template class Closure<float>;
template class Closure<double>;

}  // namespace descent::update
