#pragma once
/// \file
/// From the name of a loss to its formula (network/losses): once a call, not once a number. Compiled once per
/// instruction set: includes next to nothing.

#include <loss_formulas.h>

#include <descent/loss.h>

namespace descent::network {

/// A loss that is computed from the sums, together with the activation of the outputs. All others have `value(a, y)`
/// and `delta(a, y)` on one output.
template <class Formula>
concept FromSums = requires {
    typename Formula::OnSigmoid;
    typename Formula::OnSoftmax;
};

/// A loss with what it depends on.
struct Cost {
    constexpr Cost(Loss kind, float delta = 1) : loss(kind), huber_delta(delta) {}

    Loss loss;
    float huber_delta;  ///< of huber alone
};

template <class Formula>
[[gnu::always_inline]] inline Formula formula_of(const Cost& cost) {
    if constexpr (requires { Formula{cost.huber_delta}; }) {
        return Formula{cost.huber_delta};
    } else {
        return Formula{};
    }
}

/// use(formula) with the formula of a cost.
template <class Use>
[[gnu::always_inline]] inline decltype(auto) with_loss(const Cost& cost, Use&& use) {
    switch (cost.loss) {
#define DESCENT_USE(name, Formula, number, targets) \
    case Loss::name: return use(formula_of<Formula>(cost));
        DESCENT_LOSSES(DESCENT_USE)
#undef DESCENT_USE
    }
    return use(SquaredError{});
}

}  // namespace descent::network
