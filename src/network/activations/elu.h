#pragma once
/// \file
/// The exponential linear unit, on one element. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// a = z where z > 0, else e^z - 1: alpha = 1. Source: Clevert et al. 2016; as in PyTorch, Keras and ONNX by default.
struct Elu {
    static constexpr double smallest = -1;  ///< outputs come close to it

    template <class Value>
    static Value value(Value z) {
        return select(z > Value(0), z, expm1(z));
    }

    /// da/dz = 1 where z > 0, else e^z = a + 1, from the output a.
    template <class Value>
    static Value derivative(Value a) {
        return select(a > Value(0), Value(1), a + Value(1));
    }
};

}  // namespace descent::network
