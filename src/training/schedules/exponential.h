#pragma once
/// \file
/// The schedule that drops the learning rate after every epoch.

#include <cstdint>

#include "training/schedules/power.h"

namespace descent::training {

/// factor = gamma^floor(step / steps_per_epoch)
/// As PyTorch's ExponentialLR stepped once an epoch.
inline double exponential_factor(double gamma, std::uint64_t step, std::uint64_t steps_per_epoch) {
    return whole_power(gamma, step / steps_per_epoch);
}

}  // namespace descent::training
