#pragma once
/// \file
/// The rectifier, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// relu(z) = max(z, 0). Source: Nair and Hinton 2010. Written as a selection so that a NaN stays visible.
struct Relu {
    static constexpr double smallest = 0;   ///< of the outputs
    static constexpr bool in_tiles = true;  ///< of kernels/delta_below.h: common, and its derivative is cheap

    template <class Value>
    static Value value(Value z) {
        return select(z < Value(0), Value(0), z);
    }

    /// relu'(z) = 1 where z > 0, else 0 (also at 0, as PyTorch and TensorFlow do), from the output a.
    template <class Value>
    static Value derivative(Value a) {
        return select(a > Value(0), Value(1), Value(0));
    }
};

}  // namespace descent::network
