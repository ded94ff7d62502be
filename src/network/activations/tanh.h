#pragma once
/// \file
/// The hyperbolic tangent, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// tanh(z) = (e^z - e^-z) / (e^z + e^-z), in (-1, 1). Source: LeCun et al. 1998, "Efficient BackProp".
struct Tanh {
    static constexpr double smallest = -1, largest = 1;  ///< outputs come close to them
    static constexpr bool in_tiles = true;  ///< of kernels/delta_below.h: common, and its derivative is cheap

    template <class Value>
    static Value value(Value z) {
        return tanh(z);
    }

    /// tanh'(z) = 1 - a^2 = (1 - a) (1 + a), from the output a; the product does not cancel where a is near 1.
    template <class Value>
    static Value derivative(Value a) {
        return (Value(1) - a) * (Value(1) + a);
    }
};

}  // namespace descent::network
