#pragma once
/// \file
/// The soft rectifier, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// a = ln(1 + e^z). Source: Dugas et al. 2001; PyTorch's beta is 1, and it takes a = z from z = 20 on.
struct Softplus {
    static constexpr double smallest = 0;  ///< outputs come close to it

    template <class Value>
    static Value value(Value z) {
        return softplus(z);
    }

    /// da/dz = sigma(z) = 1 - e^-a, from the output a.
    template <class Value>
    static Value derivative(Value a) {
        return Value(0) - expm1(Value(0) - a);
    }
};

}  // namespace descent::network
