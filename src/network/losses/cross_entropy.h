#pragma once
/// \file
/// Cross-entropy of sigmoid and of softmax outputs, on one output, from the sums z so that nothing overflows.
/// Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// C = -sum_i [y_i ln a_i + (1 - y_i) ln(1 - a_i)], a_i = sigma(z_i), for one pattern.
/// Source: Bishop 1995, "Neural Networks for Pattern Recognition", section 6.7.
struct SigmoidCrossEntropy {
    /// softplus(z) - y z, softplus(z) = ln(1 + e^z) = max(z, 0) + softplus(-abs(z)); the large terms cancel exactly
    /// before the small one is added (as PyTorch's binary_cross_entropy_with_logits).
    template <class Value>
    static Value value(Value z, Value y) {
        return fma(-y, z, max(z, Value(0))) + softplus(-abs(z));
    }

    /// dC/dz = a - y: the output delta itself.
    template <class Value>
    static Value delta(Value a, Value y) {
        return a - y;
    }
};

/// C = -sum_i y_i ln a_i, a = softmax(z), for one pattern. Source: Bishop 1995, section 6.9.
struct SoftmaxCrossEntropy {
    /// y_i (ln sum_j e^z_j - z_i); `log_sum` is ln sum_j e^(z_j - m) and `m` the row's largest z.
    template <class Value>
    static Value value(Value z, Value y, Value m, Value log_sum) {
        return y * (log_sum - (z - m));
    }

    /// dC/dz = s a - y, s the sum of the row's y: the output delta itself, a - y where they add up to 1.
    template <class Value>
    static Value delta(Value a, Value y, Value target_sum) {
        return fma(target_sum, a, -y);
    }
};

/// Not a function of a and y: from the sums, with the activation of the outputs.
struct CrossEntropy {
    using OnSigmoid = SigmoidCrossEntropy;
    using OnSoftmax = SoftmaxCrossEntropy;
};

}  // namespace descent::network
