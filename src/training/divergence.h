#pragma once
/// \file
/// What a run does when its numbers stop being finite: it ends, skips the step, or restores the last good state and
/// continues with half the learning rate.
///
///     Divergence divergence(OnDivergence::restore, stepper);
///     divergence.keep(position);                                    // at the end of an epoch whose numbers were good
///     if (auto found = divergence.in_weights()) ...                 // "layers.0.weight holds NaN"
///     if (divergence.restore(position)) ...                         // continues from there; else the run ends there

#include <descent/training.h>

#include <optional>
#include <string>

#include "training/snapshot.h"
#include "update/stepper.h"

namespace descent::training {

class Divergence {
public:
    /// `stepper` must outlive it.
    Divergence(OnDivergence policy, update::Stepper& stepper);

    /// What a step found whose loss or gradient is not finite.
    std::string in_step(double loss) const;
    /// May such a step be left out? Not when the weights themselves are no longer finite.
    bool skips_step() const;
    /// Nothing when all weights are finite.
    std::optional<std::string> in_weights() const;
    /// Nothing when the mean loss of the epoch is fair; asked only under `restore`.
    std::optional<std::string> in_loss(const Position& position) const;

    /// The state is good: `restore` returns to it.
    void keep(const Position& position);
    /// That state, where it lies.
    State good() const;
    /// A run that may be restored keeps the end of an epoch, since its later bits depend on that state; others keep any
    /// step.
    bool keeps_within_epoch() const { return policy_ != OnDivergence::restore; }

    /// Under the policy `restore`: back to the good state, with half the rate. True when the run continues from there.
    /// Else only `position` is that of the good state. It keeps its seconds.
    bool restore(Position& position);

private:
    OnDivergence policy_;
    update::Stepper& stepper_;
    Position position_;                 // of the good state
    std::optional<Snapshot> snapshot_;  // of it, under the policy `restore`: others need no copy
};

}  // namespace descent::training
