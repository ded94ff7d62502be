#pragma once
/// \file
/// The learning rate of a step.

#include <descent/schedule.h>

#include "training/length.h"

namespace descent::training {

/// eta * schedule * 1/2 for every restore
inline double learning_rate(double eta, const Schedule& schedule, const Length& length, std::uint64_t step,
                            std::uint64_t restores) {
    const double factor =
        schedule.factor({.step = step, .steps_per_epoch = length.steps_per_epoch, .steps = length.steps()});
    return eta * factor / static_cast<double>(std::uint64_t{1} << restores);
}

}  // namespace descent::training
