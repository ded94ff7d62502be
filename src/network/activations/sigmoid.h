#pragma once
/// \file
/// The logistic function, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// sigma(z) = 1 / (1 + e^-z), in (0, 1). Source: "Derivation of Backpropagation".
struct Sigmoid {
    static constexpr double smallest = 0, largest = 1;  ///< outputs come close to them
    static constexpr bool in_tiles = true;  ///< of kernels/delta_below.h: common, and its derivative is cheap

    template <class Value>
    static Value value(Value z) {
        return sigmoid(z);
    }

    /// sigma'(z) = a (1 - a), from the output a = sigma(z).
    template <class Value>
    static Value derivative(Value a) {
        return a * (Value(1) - a);
    }
};

}  // namespace descent::network
