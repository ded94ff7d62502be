#pragma once
/// \file
/// The scaled exponential linear unit, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// a = scale z where z > 0, else scale alpha (e^z - 1). Layers of many units keep mean 0 and variance 1 where weights
/// start with variance 1 / fan_in (lecun-normal). Source: Klambauer et al. 2017.
struct Selu {
    static constexpr double scale = 1.0507009873554804934;
    static constexpr double scale_alpha = scale * 1.6732632423543772848;
    static constexpr double smallest = -scale_alpha;  ///< outputs come close to it

    template <class Value>
    static Value value(Value z) {
        return select(z > Value(0), Value(scale) * z, Value(scale_alpha) * expm1(z));
    }

    /// da/dz = scale where z > 0, else scale alpha e^z = a + scale alpha, from the output a.
    template <class Value>
    static Value derivative(Value a) {
        return select(a > Value(0), Value(scale), a + Value(scale_alpha));
    }
};

}  // namespace descent::network
