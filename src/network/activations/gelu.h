#pragma once
/// \file
/// The Gaussian error linear unit, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

#include "network/erf.h"

namespace descent::network {

/// a = z Phi(z), Phi(z) = 1/2 (1 + erf(z / sqrt 2)), the share of a standard normal distribution below z: the exact
/// form, as PyTorch's default, not the one by tanh. Source: Hendrycks and Gimpel 2016. It falls and rises again below
/// 0, so its derivative does not follow from a. Below 0 the sum cancels: the error is that of a number near abs(z).
struct Gelu {
    static constexpr double smallest = -0.16997120747990369;  ///< of the outputs, at z = -0.7517915247

    template <class Value>
    static Value value(Value z) {
        return select(z < Value(lowest), Value(0), z * share_below(z));
    }

    /// da/dz = Phi(z) + z e^(-z^2 / 2) / sqrt(2 pi).
    template <class Value>
    static Value slope(Value z) {
        const Value x = max(Value(lowest), min(Value(-lowest), z));  // a NaN passes: it is the last
        const Value density = Value(0.39894228040143267794) * exp(Value(-0.5f) * x * x);
        return fma(x, density, share_below(x));
    }

private:
    static constexpr float lowest = -40;  // beyond, Phi is 0 in double too

    template <class Value>
    static Value share_below(Value z) {
        return Value(0.5f) * (Value(1) + erf(Value(0.70710678118654752440) * z));
    }
};

}  // namespace descent::network
