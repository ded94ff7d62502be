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

/// use(Formula{}) with the formula of a loss.
template <class Use>
[[gnu::always_inline]] inline decltype(auto) with_loss(Loss loss, Use&& use) {
    switch (loss) {
#define DESCENT_USE(name, Formula, number, targets) \
    case Loss::name: return use(Formula{});
        DESCENT_LOSSES(DESCENT_USE)
#undef DESCENT_USE
    }
    return use(SquaredError{});
}

}  // namespace descent::network
