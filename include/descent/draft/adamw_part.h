#pragma once
/// \file
/// AdamW for the tensors that a rule on matrices leaves out, such as biases. Draft: it may change.

#include <descent/bias_correction.h>
#include <descent/value.h>

namespace descent {

/// A member of the rule, whose slots and global slots hold its state: two averages, and the powers that start at 1.
struct AdamwPart {
    double beta1 = 0.9, beta2 = 0.95, epsilon = 1e-10;
    double mean_factor = 0, root_factor = 0;  ///< of one step

    void begin_step(double& beta1_power, double& beta2_power) {
        mean_factor = 1 / bias_correction(beta1_power, beta1);
        root_factor = 1 / descent::sqrt(bias_correction(beta2_power, beta2));
    }
    template <class Value>
    DESCENT_INLINE void average(Value gradient, Value& mean, Value& square) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
    }
    template <class Value>
    DESCENT_INLINE Value direction(Value mean, Value square) const {
        return mean_factor * mean / (sqrt(square) * root_factor + epsilon);
    }
};

}  // namespace descent
