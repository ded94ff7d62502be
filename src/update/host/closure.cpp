#include "update/host/closure.h"

#include <algorithm>
#include <array>

#include "update/host/call.h"

namespace descent::update {
namespace {

/// An exception of the host's must not pass through a plugin: it waits here until the plugin has returned.
constexpr descent_status evaluation_failed = 2;

}  // namespace

Closure::Closure(const network::Layout& layout, InstructionSet set)
    : size_(layout.size), loops_(loops_for(set)), blocks_(cut_into_blocks(layout)), sums_(blocks_.size()) {}

void Closure::minimise(const Instance& instance, const descent_step& step, double loss, const Work& work) {
    work_ = &work;
    thrown_ = nullptr;
    std::array<float*, DESCENT_MOST_SLOTS> slots{};
    std::ranges::copy(work.slots, slots.begin());
    const descent_arena arena{sizeof(descent_arena),  DESCENT_ABI_VERSION,  size_,
                              work.parameters.data(), work.gradient.data(), slots.data()};
    const descent_objective objective{sizeof(descent_objective), DESCENT_ABI_VERSION, this, evaluate, dot, add_scaled};
    try {
        call(instance.who(), "minimise", [&](descent_message* message) {
            return instance.closure()->minimise(instance.get(), &arena, &step, loss, work.globals, &objective, message);
        });
    } catch (...) {
        if (thrown_) std::rethrow_exception(thrown_);
        throw;
    }
    if (thrown_) std::rethrow_exception(thrown_);
}

descent_status Closure::evaluate(void* context, double* loss) {
    auto& self = *static_cast<Closure*>(context);
    try {
        *loss = self.work_->evaluate();
        return DESCENT_OK;
    } catch (...) {
        self.thrown_ = std::current_exception();
        return evaluation_failed;
    }
}

double Closure::dot(void* context, const float* a, const float* b) {
    auto& self = *static_cast<Closure*>(context);
    for_each_block(self.work_->team, self.blocks_.size(), self.size_, [&](std::size_t i) {
        const Block& block = self.blocks_[i];
        self.sums_[i] = {};
        self.loops_.add_products(a + block.offset, b + block.offset, block.count, self.sums_[i].data());
    });
    return add_up(self.sums_);
}

void Closure::add_scaled(void* context, float* to, double factor, const float* from) {
    auto& self = *static_cast<Closure*>(context);
    for_each_block(self.work_->team, self.blocks_.size(), self.size_, [&](std::size_t i) {
        const Block& block = self.blocks_[i];
        self.loops_.add_scaled(to + block.offset, factor, from + block.offset, block.count);
    });
}

}  // namespace descent::update
