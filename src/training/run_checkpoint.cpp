// How a run is kept, ended before its time, and gone on with.
#include <descent/error.h>

#include "base/text.h"
#include "training/run.h"

namespace descent::training {

void Run::interrupt() {
    count_time();
    const bool diverged = weights_diverged();
    if (reason_) return;
    // A run that may go back to the end of an epoch starts there again: its later bits depend on that state.
    if (!diverged && options_.on_divergence != OnDivergence::restore) {
        good_.take(parameters_.span(), optimizer_, position_);
    }
    write_checkpoint();
    stop(StopReason::interrupted, "stopped after step " + to_text(position_.step));
}

/// A checkpoint that cannot be written does not end the run: it may be the next one that can.
void Run::write_checkpoint() {
    if (!checkpoint_) return;
    try {
        checkpoint_->write({.run = {},
                            .state = good_,
                            .past = past_,
                            .best_epoch = stopping_.best_epoch(),
                            .best_loss = stopping_.best_loss(),
                            .best = best_});
    } catch (const InputError&) {
        throw;
    } catch (const Error& error) {
        request_.observer.notice(std::string(error.what()) + "; last good checkpoint: " + checkpoint_->last());
    }
}

void Run::resume() {
    auto saved = checkpoint_->read(good_, [&](const std::string& line) { request_.observer.notice(line); });
    if (!saved) return;
    const Position& at = saved->state.position;
    if (at.batch > steps_per_epoch_ || at.step != at.epoch * steps_per_epoch_ + at.batch) {
        throw InputError(
            options_.checkpoint, "position",
            "step " + to_text(at.step) + " as batch " + to_text(at.batch) + " of epoch " + to_text(at.epoch),
            to_text(steps_per_epoch_) + " batches an epoch");
    }
    saved->state.put_back(parameters_.span(), optimizer_);
    engine_.parameters_changed();
    position_ = saved->state.position;
    resumed_step_ = position_.step;
    past_ = std::move(saved->past);
    best_ = std::move(saved->best);
    stopping_.restore(saved->best_epoch, saved->best_loss);
}

}  // namespace descent::training
