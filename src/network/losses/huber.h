#pragma once
/// \file
/// Huber's loss, on one output. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// With e = abs(y - a): 1/2 e^2 where e <= d, d (e - 1/2 d) beyond; the border d is in the unit of the scaled targets.
/// Source: Huber 1964, "Robust Estimation of a Location Parameter". PyTorch's HuberLoss has the same delta; its
/// SmoothL1Loss is this cost divided by d. Both average over the outputs where Descent adds them up.
struct Huber {
    float border = 1;

    /// m (e - 1/2 m), m = min(e, d): both branches at once
    template <class Value>
    Value value(Value a, Value y) const {
        const Value e = abs(a - y);
        const Value m = min(Value(border), e);  // a NaN passes: it is the last
        return m * (e - Value(0.5f) * m);
    }

    /// dC/da = a - y, limited to [-d, d].
    template <class Value>
    Value delta(Value a, Value y) const {
        return max(Value(-border), min(Value(border), a - y));
    }
};

}  // namespace descent::network
