#pragma once
/// \file
/// From the name of an activation to its formula (network/activations): once a call, not once a number. Compiled once
/// per instruction set: includes next to nothing.

#include <activation_formulas.h>

#include <descent/network.h>

namespace descent::network {

/// An activation whose derivative does not follow from its output: it has `slope(z)` in place of `derivative(a)`.
template <class Formula>
concept NeedsSum = requires(float z) {
    Formula::slope(z);
};

/// da/dz where both the sum z and the output a are at hand.
template <class Formula, class Value>
[[gnu::always_inline]] inline Value derivative_at(Value z, Value a) {
    if constexpr (NeedsSum<Formula>)
        return Formula::slope(z);
    else
        return Formula::derivative(a);
}

/// use(Formula{}) with the formula of an element-wise activation. A row-wise one has none on one element: for it, `use`
/// sees the sums as they are, with Identity, and the caller does the rest.
template <class Use>
[[gnu::always_inline]] inline decltype(auto) with_activation(Activation activation, Use&& use) {
    switch (activation) {
#define DESCENT_USE(name, Formula, number, onnx_operator) \
    case Activation::name: return use(Formula{});
        DESCENT_ELEMENTWISE_ACTIVATIONS(DESCENT_USE)
#undef DESCENT_USE
#define DESCENT_USE_SUMS(name, Formula, number, onnx_operator) case Activation::name:
        DESCENT_ROWWISE_ACTIVATIONS(DESCENT_USE_SUMS)
#undef DESCENT_USE_SUMS
        break;
    }
    return use(Identity{});
}

/// Does its derivative not follow from its output?
[[gnu::always_inline]] inline bool needs_sum(Activation activation) {
    return with_activation(activation, []<class Formula>(Formula) { return NeedsSum<Formula>; });
}

}  // namespace descent::network
