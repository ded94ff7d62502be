#pragma once
/// \file
/// The sigmoid-weighted linear unit, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// a = z sigma(z), also called swish. Source: Elfwing et al. 2018; Ramachandran et al. 2017. It falls and rises again
/// below 0, so its derivative does not follow from a.
struct Silu {
    static constexpr double smallest = -0.27846454276107380;  ///< of the outputs: -W(1/e), at z = -1 - W(1/e)

    template <class Value>
    static Value value(Value z) {
        return select(z < Value(lowest), Value(0), z * sigmoid(z));
    }

    /// da/dz = s (1 + z (1 - s)), s = sigma(z).
    template <class Value>
    static Value slope(Value z) {
        const Value x = max(Value(lowest), min(Value(-lowest), z));                // a NaN passes: it is the last
        const Value small = sigmoid(Value(0) - abs(x)), large = Value(1) - small;  // neither cancels
        const auto negative = x < Value(0);
        return select(negative, small, large) * (Value(1) + x * select(negative, large, small));
    }

private:
    static constexpr float lowest = -87;  // beyond: abs(a) < 1.5e-36; sigmoid of value.h is right from there on
};

}  // namespace descent::network
