#pragma once
/// \file
/// No activation at all, on one element. Compiled once per instruction set: includes next to nothing.

namespace descent::network {

/// a = z: linear outputs for regression.
struct Identity {
    template <class Value>
    static Value value(Value z) {
        return z;
    }

    /// da/dz = 1.
    template <class Value>
    static Value derivative(Value) {
        return Value(1);
    }
};

}  // namespace descent::network
