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
    /// Largest error of the product's on [-30, 30]: of the value in units of its last place, of the slope in those
    /// of 1.
    double value_ulps = 0, slope_ulps = 0;
    /// The last place of smaller numbers is taken to be that of max(1, abs(z)): a sum cancels on the way.
    bool cancels = false;
};

/// One a line, of the element-wise ones.
inline const NaiveActivation naive_activations[] = {
    {Activation::identity, [](Long z) { return z; }, [](Long) -> Long { return 1; }},
    {Activation::sigmoid, [](Long z) { return 1 / (1 + std::exp(-z)); },
     [](Long z) { return 1 / (2 + std::exp(z) + std::exp(-z)); }, 3, 2},
    {Activation::tanh, [](Long z) { return std::tanh(z); }, [](Long z) { return 1 / (std::cosh(z) * std::cosh(z)); }, 6,
     12},
    {Activation::relu, [](Long z) { return std::max(z, Long(0)); }, [](Long z) -> Long { return z > 0 ? 1 : 0; }},
    {Activation::leaky_relu, [](Long z) { return z > 0 ? z : z / 100; },
     [](Long z) -> Long { return z > 0 ? 1 : 0.01L; }, 2, 1},
    {Activation::elu, [](Long z) { return z > 0 ? z : std::expm1(z); }, [](Long z) { return z > 0 ? 1 : std::exp(z); },
     3, 2},
    {Activation::selu,
     [](Long z) { return 1.05070098735548049342L * (z > 0 ? z : 1.67326324235437728482L * std::expm1(z)); },
     [](Long z) { return 1.05070098735548049342L * (z > 0 ? 1 : 1.67326324235437728482L * std::exp(z)); }, 4, 3},
    {Activation::softplus, [](Long z) { return std::max(z, Long(0)) + std::log1p(std::exp(-std::abs(z))); },
     [](Long z) { return 1 / (1 + std::exp(-z)); }, 3, 2},
    {Activation::silu, [](Long z) { return z / (1 + std::exp(-z)); },
     [](Long z) { return 1 / (1 + std::exp(-z)) + z / (2 + std::exp(z) + std::exp(-z)); }, 4, 4},
    {Activation::gelu, [](Long z) { return z * std::erfc(-z / std::sqrt(Long(2))) / 2; },
     [](Long z) {
         return std::erfc(-z / std::sqrt(Long(2))) / 2 + z * std::exp(-z * z / 2) / std::sqrt(2 * std::acos(Long(-1)));
     },
     4, 4, true},
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
