#pragma once
/// \file
/// The absolute error, on one output. Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// C = sum_i abs(y_i - a_i) for one pattern: its minimum is the median, not the mean. Source: Laplace 1774.
/// PyTorch's L1Loss averages over the outputs.
struct AbsoluteError {
    /// abs(y - a)
    template <class Value>
    static Value value(Value a, Value y) {
        return abs(a - y);
    }

    /// dC/da = sign(a - y), 0 where a = y: the subgradient that PyTorch takes too.
    template <class Value>
    static Value delta(Value a, Value y) {
        return sign(a - y);
    }
};

}  // namespace descent::network
