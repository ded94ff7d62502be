// The schedule that drops the learning rate after every epoch.

#include "training/schedules/power.h"
#include "training/schedules/row.h"

namespace descent::training::schedules {
namespace {

/// factor = gamma^floor(step / steps_per_epoch)
/// As PyTorch's ExponentialLR stepped once an epoch.
double factor(const Schedule& schedule, const Progress& at) {
    return whole_power(schedule.gamma, at.step / at.steps_per_epoch);
}

}  // namespace

Row exponential() {
    return {.name = "exponential",
            .example = "exponential:gamma=0.95",
            .keys = {gamma_key},
            .defaults = {.gamma = 0.95},
            .factor = factor};
}

}  // namespace descent::training::schedules
