#include "training/divergence.h"

#include <cmath>

#include "base/text.h"
#include "network/non_finite.h"

namespace descent::training {
namespace {

/// Under `restore` an epoch whose mean loss is this many times that of the first step counts as diverged too: from
/// weights that are finite but enormous no rate leads anywhere.
constexpr double exploded = 1000;

/// A run that was restored this often will not converge after one more.
constexpr std::uint64_t most_restores = 10;

std::string text_of(const network::NonFinite& bad) {
    return bad.tensor + " holds " + (std::isnan(bad.value) ? "NaN" : "infinities");
}

}  // namespace

Divergence::Divergence(OnDivergence policy, update::Stepper& stepper) : policy_(policy), stepper_(stepper) {
    if (policy == OnDivergence::restore) snapshot_.emplace(state_of(stepper));
}

std::string Divergence::in_step(double loss) const {
    const std::string kind = std::isnan(loss) ? "NaN" : "infinite";
    return "loss or gradient is " + kind + "; " +
           in_weights().value_or("the largest weights are in " +
                                 network::largest_tensor(stepper_.layout(), stepper_.parameters()));
}

bool Divergence::skips_step() const { return policy_ == OnDivergence::skip && !in_weights(); }

std::optional<std::string> Divergence::in_weights() const {
    for (const std::span<const float> weights : {stepper_.parameters(), stepper_.evaluation_weights()}) {
        if (const auto bad = network::first_non_finite(stepper_.layout(), weights)) return text_of(*bad);
        if (weights.data() == stepper_.evaluation_weights().data()) break;
    }
    return std::nullopt;
}

std::optional<std::string> Divergence::in_loss(const Position& position) const {
    if (policy_ != OnDivergence::restore) return std::nullopt;
    const double loss = position.mean_loss();
    if (!(loss > exploded * position.first_loss && position.first_loss > 0)) return std::nullopt;
    return "the loss of the epoch is " + to_text(loss) + ", at the first step it was " + to_text(position.first_loss);
}

void Divergence::keep(const Position& position) {
    position_ = position;
    if (snapshot_) snapshot_->take(state_of(stepper_));
}

State Divergence::good() const {
    State state = snapshot_ ? snapshot_->state() : state_of(stepper_);
    state.position = position_;
    return state;
}

bool Divergence::restore(Position& position) {
    const std::uint64_t restores = position.restores;
    const double seconds = position.seconds;
    position = position_;
    position.seconds = seconds;
    if (!snapshot_) return false;
    State state = state_of(stepper_);
    snapshot_->restore(state);
    set_numbers(stepper_.optimizer(), state);
    if (restores == most_restores) return false;
    position_.restores = position.restores = restores + 1;
    return true;
}

}  // namespace descent::training
