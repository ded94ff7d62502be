#pragma once
/// \file
/// The schedule that falls along half a cosine wave.

#include <cstdint>

#include "training/schedules/half_turn.h"

namespace descent::training {

/// factor = minimum + (1 - minimum) (1 + cos(pi step / steps)) / 2
/// Source: Loshchilov and Hutter, "SGDR", 2017, without restarts; as PyTorch's CosineAnnealingLR with T_max = steps.
inline double cosine_factor(double minimum, std::uint64_t step, std::uint64_t steps) {
    const double t = step < steps ? static_cast<double>(step) / static_cast<double>(steps) : 1.0;
    return minimum + (1.0 - minimum) * (1.0 + cosine_of_half_turn(t)) / 2.0;
}

}  // namespace descent::training
