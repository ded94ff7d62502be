#include "update/host/closure.h"

#include <algorithm>
#include <array>

#include "update/host/call.h"
#include "update/padding.h"

namespace descent::update {
namespace {

/// An exception of the host's must not pass through a plugin: it is kept until the plugin has returned.
constexpr descent_status evaluation_failed = 2;

}  // namespace

Closure::Closure(const network::Layout& layout, std::span<const descent_tensor> tensors, InstructionSet set)
    : layout_(layout), loops_(loops_for(set)), blocks_(cut_into_blocks(layout)), sums_(blocks_.size()) {
    for (std::size_t t = 0; t < tensors.size(); ++t) {
        tensors_.push_back(
            {sizeof(descent_arena_tensor), DESCENT_ABI_VERSION, &tensors[t], layout.tensors[t].offset, 0, 1, 1, 0, 0});
    }
}

void Closure::minimise(const Instance& instance, const descent_step& step, double loss, const Work& work) {
    work_ = &work;
    thrown_ = nullptr;
    describe_tensors(step.learning_rate, work.factors);
    keep_frozen();
    try {
        call(instance.who(), "minimise",
             [&](descent_message* message) { return call_rule(instance, step, loss, message); });
    } catch (...) {
        if (thrown_) std::rethrow_exception(thrown_);
        throw;
    }
    if (thrown_) std::rethrow_exception(thrown_);
    restore_frozen();
    clear_all_padding();
}

descent_status Closure::call_rule(const Instance& instance, const descent_step& step, double loss,
                                  descent_message* message) {
    std::array<float*, DESCENT_MOST_SLOTS> slots{};
    std::ranges::copy(work_->slots, slots.begin());
    const descent_arena arena{sizeof(descent_arena),    DESCENT_ABI_VERSION,    layout_.size,
                              work_->parameters.data(), work_->gradient.data(), slots.data()};
    const descent_arena_tensors tensors{sizeof(descent_arena_tensors), DESCENT_ABI_VERSION, tensors_.size(),
                                        tensors_.data()};
    const descent_objective objective{sizeof(descent_objective), DESCENT_ABI_VERSION, this, evaluate, dot, add_scaled};
    const ClosureOfRule& closure = instance.closure();
    if (closure.second != nullptr) {
        return closure.second->minimise(instance.get(), &arena, &tensors, &step, loss, work_->globals, &objective,
                                        message);
    }
    return closure.first->minimise(instance.get(), &arena, &step, loss, work_->globals, &objective, message);
}

void Closure::describe_tensors(double learning_rate, std::span<const TensorFactors> factors) {
    for (std::size_t t = 0; t < tensors_.size(); ++t) {
        tensors_[t].learning_rate = learning_rate * factors[t].rate;
        tensors_[t].rate_factor = factors[t].rate;
        tensors_[t].decay_factor = factors[t].decay;
        tensors_[t].frozen = factors[t].frozen ? 1 : 0;
    }
}

void Closure::keep_frozen() {
    frozen_.clear();
    for (const descent_arena_tensor& t : tensors_) {
        if (t.frozen == 0) continue;
        const auto first = work_->parameters.begin() + static_cast<std::ptrdiff_t>(t.offset);
        frozen_.insert(frozen_.end(), first, first + static_cast<std::ptrdiff_t>(t.tensor->rows * t.tensor->stride));
    }
}

void Closure::restore_frozen() {
    auto kept = frozen_.begin();
    for (const descent_arena_tensor& t : tensors_) {
        if (t.frozen == 0) continue;
        const auto count = static_cast<std::ptrdiff_t>(t.tensor->rows * t.tensor->stride);
        std::copy_n(kept, count, work_->parameters.begin() + static_cast<std::ptrdiff_t>(t.offset));
        kept += count;
    }
}

void Closure::clear_all_padding() {
    for (const network::Tensor& tensor : layout_.tensors) {
        clear_padding(tensor, work_->parameters.subspan(tensor.offset, tensor.size()));
    }
}

descent_status Closure::evaluate(void* context, double* loss) {
    auto& self = *static_cast<Closure*>(context);
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

double Closure::dot(void* context, const float* a, const float* b) {
    auto& self = *static_cast<Closure*>(context);
    for_each_block(self.work_->team, self.blocks_.size(), self.layout_.size, [&](std::size_t i) {
        const Block& block = self.blocks_[i];
        self.sums_[i] = {};
        self.loops_.add_products(a + block.offset, b + block.offset, block.count, self.sums_[i].data());
    });
    return add_up(self.sums_);
}

void Closure::add_scaled(void* context, float* to, double factor, const float* from) {
    auto& self = *static_cast<Closure*>(context);
    for_each_block(self.work_->team, self.blocks_.size(), self.layout_.size, [&](std::size_t i) {
        const Block& block = self.blocks_[i];
        self.loops_.add_scaled(to + block.offset, factor, from + block.offset, block.count);
    });
}

}  // namespace descent::update
