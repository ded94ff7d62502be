#pragma once
/// \file
/// The parts of softmax that stand on one element; its sums over a row are the caller's. Compiled once per
/// instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// a_i = e^(z_i - m) / sum_j e^(z_j - m), m = max_j z_j; m keeps the exponentials from overflowing.
/// Source: Bridle 1990; Goodfellow et al. 2016, "Deep Learning", section 4.1.
struct Softmax {
    static constexpr double smallest = 0, largest = 1;  ///< outputs come close to them

    /// e^(z - m): the numerator.
    template <class Value>
    static Value numerator(Value z, Value m) {
        return exp(z - m);
    }

    /// dC/dz_i = a_i (g_i - sum_j g_j a_j), where g_j = dC/da_j and `product` is that sum. Only for losses other than
    /// cross-entropy, which has the pair's own delta.
    template <class Value>
    static Value delta(Value a, Value g, Value product) {
        return a * (g - product);
    }
};

}  // namespace descent::network
