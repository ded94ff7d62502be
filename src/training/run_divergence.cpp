// What a run does when its numbers stop being finite.
#include <cmath>

#include "base/text.h"
#include "training/divergence.h"
#include "training/run.h"

namespace descent::training {
namespace {

/// A run that may go back does so, too, when the mean loss of an epoch is this many times that of the first step: from
/// weights that are finite but enormous no rate leads anywhere.
constexpr double exploded = 1000;

/// A run that went back this often will not find its way by going back once more.
constexpr std::uint64_t most_restores = 10;

}  // namespace

void Run::step_diverged(double loss) {
    const auto bad = first_non_finite(engine_.layout(), parameters_.span());
    const std::string where =
        bad ? bad->tensor + " holds " + (std::isnan(bad->value) ? "NaN" : "infinities")
            : "the largest weights are in " + largest_tensor(engine_.layout(), parameters_.span());
    const std::string what = "loss or gradient is " + kind_of_non_finite(loss) + "; " + where;
    if (options_.on_divergence != OnDivergence::skip || bad) return diverge(what);
    ++position_.skipped;
    request_.observer.notice("skipped step " + to_text(position_.step) + ": " + what);
}

bool Run::weights_diverged() {
    const auto bad = first_non_finite(engine_.layout(), parameters_.span());
    if (bad) diverge(bad->tensor + " holds " + (std::isnan(bad->value) ? "NaN" : "infinities"));
    return bad.has_value();
}

bool Run::loss_exploded() {
    if (options_.on_divergence != OnDivergence::restore) return false;
    const double loss = position_.loss / static_cast<double>(position_.patterns);
    const bool is_large = loss > exploded * position_.first_loss && position_.first_loss > 0;
    if (is_large)
        diverge("the loss of the epoch is " + to_text(loss) + ", at the first step it was " +
                to_text(position_.first_loss));
    return is_large;
}

/// Back to the last good weights, and there on with half the rate or, when that is not wanted, to the end.
void Run::diverge(const std::string& what) {
    const std::string where =
        "at step " + to_text(position_.step) + " (epoch " + to_text(position_.epoch + 1) + "): " + what;
    const std::uint64_t restores = position_.restores;
    const double seconds = position_.seconds;
    good_.put_back(parameters_.span(), optimizer_);
    engine_.parameters_changed();
    position_ = good_.position;
    position_.seconds = seconds;
    if (options_.on_divergence != OnDivergence::restore || restores == most_restores) {
        const std::string last = checkpoint_ ? checkpoint_->last() : "none (no checkpoint file was given)";
        return stop(StopReason::diverged, "diverged " + where + "; last good checkpoint: " + last);
    }
    good_.position.restores = position_.restores = restores + 1;
    request_.observer.notice("went back to step " + to_text(position_.step) +
                             " with half the learning rate: diverged " + where);
}

}  // namespace descent::training
