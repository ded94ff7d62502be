#pragma once
// Activations on one element by the C library: what the product's own are measured against.

#include <descent/network.h>

#include <algorithm>
#include <cmath>

namespace descent::test {

using Long = long double;

struct NaiveActivation {
    Activation activation;
    Long (*value)(Long z);
    Long (*slope)(Long z);  ///< da/dz
    /// Largest error of the product's value and slope on [-30, 30]: in units of the last place of a number, or of 1
    /// where that is more.
    double value_ulps = 0, slope_ulps = 0;
};

/// One a line, of the element-wise ones.
inline const NaiveActivation naive_activations[] = {
    {Activation::identity, [](Long z) { return z; }, [](Long) -> Long { return 1; }},
    {Activation::sigmoid, [](Long z) { return 1 / (1 + std::exp(-z)); },
     [](Long z) { return 1 / (2 + std::exp(z) + std::exp(-z)); }, 3, 2},
    {Activation::tanh, [](Long z) { return std::tanh(z); }, [](Long z) { return 1 / (std::cosh(z) * std::cosh(z)); }, 6,
     12},
    {Activation::relu, [](Long z) { return std::max(z, Long(0)); }, [](Long z) -> Long { return z > 0 ? 1 : 0; }},
};

#define DESCENT_LISTED(name, Formula, number, onnx_operator) Activation::name,
inline constexpr Activation elementwise_activations[] = {DESCENT_ELEMENTWISE_ACTIVATIONS(DESCENT_LISTED)};
inline constexpr Activation all_activations[] = {DESCENT_ACTIVATIONS(DESCENT_LISTED)};
#undef DESCENT_LISTED

inline const NaiveActivation& naive(Activation activation) {
    return *std::ranges::find(naive_activations, activation, &NaiveActivation::activation);
}

/// a = f(z), of an element-wise activation.
inline double activated(Activation activation, double z) { return static_cast<double>(naive(activation).value(z)); }

/// da/dz, of an element-wise activation.
inline double slope(Activation activation, double z) { return static_cast<double>(naive(activation).slope(z)); }

}  // namespace descent::test
