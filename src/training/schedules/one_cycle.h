#pragma once
/// \file
/// The schedule that rises to a peak and falls again, both along half a cosine wave.

#include <cstdint>

#include "training/schedules/half_turn.h"

namespace descent::training {

/// t = step / (steps - 1):
///   t < peak_at:  factor = start + (1 - start) (1 - cos(pi t / peak_at)) / 2
///   otherwise:    factor = minimum + (1 - minimum) (1 + cos(pi (t - peak_at) / (1 - peak_at))) / 2
/// A run of one step keeps its rate.
/// Source: Smith and Topin, "Super-convergence", 2018; PyTorch's OneCycleLR has the same two waves, with its peak
/// one step earlier or later where peak_at * steps is not whole, and an end of 4e-6 where ours is 0.
inline double one_cycle_factor(double start, double peak_at, double minimum, std::uint64_t step, std::uint64_t steps) {
    if (steps < 2) return 1.0;
    const double t = step + 1 < steps ? static_cast<double>(step) / static_cast<double>(steps - 1) : 1.0;
    if (t < peak_at) return start + (1.0 - start) * (1.0 - cosine_of_half_turn(t / peak_at)) / 2.0;
    return minimum + (1.0 - minimum) * (1.0 + cosine_of_half_turn((t - peak_at) / (1.0 - peak_at))) / 2.0;
}

}  // namespace descent::training
