#pragma once
/// \file
/// The rise before a schedule: small steps while the optimizer's averages are still young.

#include <cstdint>

namespace descent::training {

/// Steps of the rise: share * steps, rounded to the nearest.
inline std::uint64_t warm_up_steps(double share, std::uint64_t steps) {
    return static_cast<std::uint64_t>(share * static_cast<double>(steps) + 0.5);
}

/// factor = (step + 1) / rise while step < rise, then 1; the first step is not wasted on a rate of 0
/// Source: Goyal et al., "Accurate, large minibatch SGD", 2017, section 2.2.
inline double warm_up_factor(std::uint64_t rise, std::uint64_t step) {
    return step < rise ? static_cast<double>(step + 1) / static_cast<double>(rise) : 1.0;
}

}  // namespace descent::training
