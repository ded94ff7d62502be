#pragma once
/// \file
/// The rectifier with a small slope below 0, on one element. Compiled once per instruction set: includes next to
/// nothing.

#include <descent/value.h>

namespace descent::network {

/// a = z where z > 0, else 0.01 z. Source: Maas et al. 2013; PyTorch and ONNX have the same default, Keras has 0.3.
struct LeakyRelu {
    template <class Value>
    static Value value(Value z) {
        return select(z > Value(0), z, Value(0.01) * z);
    }

    /// da/dz = 1 where z > 0, else 0.01, from the output a, which has the sign of z.
    template <class Value>
    static Value derivative(Value a) {
        return select(a > Value(0), Value(1), Value(0.01));
    }
};

}  // namespace descent::network
