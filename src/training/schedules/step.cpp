// The schedule that drops the learning rate every few epochs.

#include "training/schedules/power.h"
#include "training/schedules/row.h"

namespace descent::training::schedules {
namespace {

/// factor = gamma^floor(epoch / every), epoch = step / steps_per_epoch
/// As PyTorch's StepLR, but `every` need not be whole.
double factor(const Schedule& schedule, const Progress& at) {
    const double drops = static_cast<double>(at.step) / (schedule.every * static_cast<double>(at.steps_per_epoch));
    constexpr double most = 9e15;  // beyond it doubles are no longer every whole number, and gamma^n is 0 or 1
    return whole_power(schedule.gamma, static_cast<std::uint64_t>(drops < most ? drops : most));
}

}  // namespace

Row step() {
    return {.name = "step", .example = "step:gamma=0.1,every=10", .keys = {gamma_key, every_key}, .factor = factor};
}

}  // namespace descent::training::schedules
