#pragma once
/// \file
/// The schedule that drops the learning rate every few epochs.

#include <cstdint>

#include "training/schedules/power.h"

namespace descent::training {

/// factor = gamma^floor(epoch / every), epoch = step / steps_per_epoch
/// As PyTorch's StepLR, but `every` need not be whole.
inline double step_factor(double gamma, double every, std::uint64_t step, std::uint64_t steps_per_epoch) {
    const double drops = static_cast<double>(step) / (every * static_cast<double>(steps_per_epoch));
    constexpr double most = 9e15;  // beyond it doubles are no longer every whole number, and gamma^n is 0 or 1
    return whole_power(gamma, static_cast<std::uint64_t>(drops < most ? drops : most));
}

}  // namespace descent::training
