#pragma once
/// \file
/// Huber's loss, on one output. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// With e = abs(y - a): 1/2 e^2 where e <= 1, e - 1/2 beyond; the border is at 1, in the unit of the targets.
/// Source: Huber 1964, "Robust Estimation of a Location Parameter". PyTorch's HuberLoss with its default delta = 1, and
/// its SmoothL1Loss with beta = 1, average over the outputs where Descent adds them up.
struct Huber {
    /// m (e - 1/2 m), m = min(e, 1): both branches at once
    template <class Value>
    static Value value(Value a, Value y) {
        const Value e = abs(a - y);
        const Value m = min(Value(1), e);  // a NaN passes: it is the last
        return m * (e - Value(0.5f) * m);
    }

    /// dC/da = a - y, limited to [-1, 1].
    template <class Value>
    static Value delta(Value a, Value y) {
        return max(Value(-1), min(Value(1), a - y));
    }
};

}  // namespace descent::network
