#pragma once
/// \file
/// Half the squared error, on one output. Compiled once per instruction set: includes next to nothing.

namespace descent::network {

/// C = sum_i 1/2 (y_i - a_i)^2 for one pattern. Source: "Derivation of Backpropagation".
/// PyTorch's MSELoss has no 1/2 and divides by the number of outputs.
struct SquaredError {
    /// 1/2 (y - a)^2
    template <class Value>
    static Value value(Value a, Value y) {
        const Value error = a - y;
        return Value(0.5f) * error * error;
    }

    /// dC/da = a - y; times the activation's derivative it is the output delta.
    template <class Value>
    static Value delta(Value a, Value y) {
        return a - y;
    }
};

}  // namespace descent::network
