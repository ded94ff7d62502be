#pragma once
// Activations on one element by the C library, in double: what the product's own are measured against.

#include <descent/network.h>

#include <algorithm>
#include <cmath>

namespace descent::test {

#define DESCENT_LISTED(name, Formula, number, onnx_operator) Activation::name,
inline constexpr Activation elementwise_activations[] = {DESCENT_ELEMENTWISE_ACTIVATIONS(DESCENT_LISTED)};
inline constexpr Activation all_activations[] = {DESCENT_ACTIVATIONS(DESCENT_LISTED)};
#undef DESCENT_LISTED

/// a = f(z), of an element-wise activation.
inline double activated(Activation activation, double z) {
    switch (activation) {
        case Activation::sigmoid: return 1 / (1 + std::exp(-z));
        case Activation::tanh: return std::tanh(z);
        case Activation::relu: return std::max(z, 0.0);
        default: return z;
    }
}

/// f' by the output of f, as in "Derivation of Backpropagation".
inline double slope(Activation activation, double a) {
    switch (activation) {
        case Activation::sigmoid: return a * (1 - a);
        case Activation::tanh: return 1 - a * a;
        case Activation::relu: return a > 0 ? 1 : 0;
        default: return 1;
    }
}

}  // namespace descent::test
