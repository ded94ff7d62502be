#pragma once
/// \file
/// Averages that start at 0 are too small at first: what their weights add up to by step t, 1 - b^t.

#include <descent/value.h>

namespace descent {

/// [one thread] In `begin_step`: `power` is the global slot that holds b^t, a product that grows by one factor a step.
///
///     rate_factor = 1 / descent::bias_correction(beta1_power, beta1);
DESCENT_INLINE double bias_correction(double& power, double beta) {
    power *= beta;
    return 1 - power;
}

}  // namespace descent
