#include "cli/heartbeat.h"

#include "base/text.h"
#include "cli/progress.h"

namespace descent::cli {

std::string status_line(const StepEvent& event) {
    return "epoch " + to_text(event.epoch) + ", step " + to_text(event.step) + " of " + to_text(event.steps) +
           ": loss " + short_number(event.loss);
}

void Heartbeat::start(const StartEvent& event, bool quiet) {
    steps_ = event.steps;
    first_step_ = seen_ = step_ = event.resumed_step;
    since_ = Clock::now();
    watch_.start([this] { tell_(status()); }, [this, quiet] { beat(quiet); }, period_);
}

void Heartbeat::step(const StepEvent& event) noexcept {
    loss_.store(event.loss, std::memory_order_relaxed);
    epoch_.store(event.epoch, std::memory_order_relaxed);
    step_.store(event.step, std::memory_order_relaxed);
}

void Heartbeat::beat(bool quiet) {
    if (const std::uint64_t step = step_; step != seen_) {
        seen_ = step;
        since_ = Clock::now();
    } else if (!quiet) {
        const std::chrono::duration<double> waited = Clock::now() - since_;
        tell_(status() + "; at work on what follows for " + duration(waited.count()));
    }
}

std::string Heartbeat::status() const {
    if (step_ == first_step_) return "step " + to_text(first_step_) + " of " + to_text(steps_);
    return status_line({.step = step_, .steps = steps_, .epoch = epoch_, .loss = loss_});
}

}  // namespace descent::cli
