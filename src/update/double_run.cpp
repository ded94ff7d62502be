#include "update/double_run.h"

#include <array>
#include <cmath>

#include <descent/error.h>

#include "update/call.h"
#include "update/rule_check.h"
#include "update/settings.h"
#include "update/tensors.h"

namespace descent::update {

DoubleRun::DoubleRun(const Registry& registry, std::string_view name,
                     const std::map<std::string, std::string>& settings, const network::Layout& layout)
    : layout_(layout),
      learning_rate_(learning_rate_of(registry.info(name), parse_settings(registry.info(name), settings))),
      instance_(registry.rule(name), parse_settings(registry.info(name), settings), InstructionSet::baseline,
                who_is(registry.info(name).name, registry.info(name).file)),
      loops_(find_extension<descent_double_loops>(instance_.rule(), DESCENT_DOUBLE_LOOPS, instance_.who())),
      tensors_(describe_tensors(layout_)),
      weights_(layout.size),
      slots_(instance_.rule().slot_count) {
    const descent_rule& rule = instance_.rule();
    if (loops_ == nullptr || loops_->update == nullptr ||
        (instance_.norms() != nullptr && loops_->measure == nullptr)) {
        throw Error(instance_.who() + ": has no loops in double precision");
    }
    for (std::uint32_t s = 0; s < rule.slot_count; ++s) {
        if (rule.uses_slot != nullptr && rule.uses_slot(instance_.get(), s) == 0) continue;
        slots_[s].assign(layout.size, rule.slot_start == nullptr ? 0 : rule.slot_start(instance_.get(), s));
    }
    if (const descent_begin_step* begin = instance_.begin_step()) {
        for (std::uint32_t g = 0; g < begin->global_count; ++g) {
            globals_.push_back(begin->global_start == nullptr ? 0 : begin->global_start(instance_.get(), g));
        }
    }
    tensor_slots_.resize(tensors_.size());
    if (const descent_norms* norms = instance_.norms()) {
        for (auto& of_tensor : tensor_slots_) {
            for (std::uint32_t s = 0; s < norms->tensor_slot_count; ++s) {
                of_tensor.push_back(norms->tensor_slot_start == nullptr ? 0
                                                                        : norms->tensor_slot_start(instance_.get(), s));
            }
        }
    }
}

void DoubleRun::step(double learning_rate, std::span<const double> gradient) {
    descent_step step{sizeof(descent_step), DESCENT_ABI_VERSION, ++count_, learning_rate, 1, 1};
    if (const descent_begin_step* begin = instance_.begin_step()) {
        call(instance_.who(), "begin a step", [&](descent_message* message) {
            return begin->begin_step(instance_.get(), &step, globals_.data(), message);
        });
    }
    for (std::size_t t = 0; t < tensors_.size(); ++t) {
        const network::Tensor& tensor = layout_.tensors[t];
        std::array<double*, DESCENT_MOST_SLOTS> slots{};
        for (std::size_t s = 0; s < slots_.size(); ++s) {
            slots[s] = slots_[s].empty() ? nullptr : slots_[s].data() + tensor.offset;
        }
        const descent_double_stretch stretch{
            sizeof(descent_double_stretch),  DESCENT_ABI_VERSION, tensor.size(), weights_.data() + tensor.offset,
            gradient.data() + tensor.offset, slots.data(),        &tensors_[t]};
        step.decay_factor = tensor.kind == network::TensorKind::weight ? 1 : 0;
        step.tensor_factor = 1;
        if (instance_.norms() != nullptr) step.tensor_factor = tensor_factor(t, stretch, step);
        loops_->update(instance_.get(), &stretch, &step);
    }
}

double DoubleRun::tensor_factor(std::size_t tensor, const descent_double_stretch& stretch, const descent_step& step) {
    const descent_norms& norms = *instance_.norms();
    std::array<double, DESCENT_MOST_MEASURES * DESCENT_LANES> sums{};
    loops_->measure(instance_.get(), &stretch, &step, sums.data());
    std::array<double, DESCENT_MOST_MEASURES> measured{};
    for (std::size_t m = 0; m < norms.measure_count; ++m) {
        for (std::size_t lane = 0; lane < DESCENT_LANES; ++lane) measured[m] += sums[m * DESCENT_LANES + lane];
        measured[m] = std::sqrt(measured[m]);
    }
    double factor = 1;
    call(instance_.who(), "begin a tensor", [&](descent_message* message) {
        return norms.begin_tensor(instance_.get(), &tensors_[tensor], &step, measured.data(),
                                  tensor_slots_[tensor].data(), &factor, message);
    });
    return factor;
}

}  // namespace descent::update
