#include "training/run.h"

#include <algorithm>

#include "base/text.h"
#include "training/learning_rate.h"
#include "training/run_record.h"
#include "training/same_weights.h"
#include "training/start_together.h"
#include "update/groups.h"
#include "update/host/inside.h"
#include "update/plugin_loader.h"

namespace descent::training {
namespace {

const Request& checked(const Request& request) {
    check(request);
    return request;
}

update::Optimizer make_optimizer(const Request& request, const network::Layout& layout, InstructionSet set) {
    const TrainingOptions& options = request.options;
    update::Optimizer optimizer(request.registry, options.optimizer, options.settings, layout, set);
    optimizer.set_factors(update::group_factors(layout, options.groups));
    return optimizer;
}

update::StepOptions step_options(const TrainingOptions& options) {
    return {.weight_decay = options.weight_decay.value_or(0),
            .l1 = options.l1,
            .max_norm = options.max_norm,
            .clip_norm = options.clip_norm,
            .clip_value = options.clip_value,
            .skip_non_finite = options.on_divergence == OnDivergence::skip};
}

}  // namespace

Run::Run(const Request& request)
    : request_(checked(request)),
      options_(request.options),
      instruction_set_(inspect_machine().chosen),
      team_(options_.threads.count, request_.ranks),
      objective_(request_.workload.make_objective(options_, instruction_set_, team_)),
      stepper_(*objective_, make_optimizer(request_, objective_->layout(), instruction_set_), step_options(options_),
               team_),
      length_{options_.epochs, objective_->batches(), options_.maximum_steps},
      divergence_(options_.on_divergence, stepper_),
      stopping_(options_.patience, options_.min_improvement, options_.restore_best),
      checkpoints_(request_, objective_->layout(), 1 + stepper_.optimizer().slot_names().size()) {
    check_length(options_, length_.steps_per_epoch);
    stepper_.start();
    resume();
    stepper_.optimizer().begin_run({.seed = options_.seed, .planned_steps = length_.steps()});
    divergence_.keep(position_);
}

TrainingResult Run::train() {
    request_.observer.start(start_event());
    for (const OptimizerInfo& part : request_.registry.parts(options_.optimizer)) {
        tell_change(update::change_by_loading(part.file));
    }
    while (!reason_) {
        if (stopping_.exhausted(position_.epoch)) {
            stop(StopReason::early_stopping, "no better " + request_.workload.stopping_figure() + " since epoch " +
                                                 to_text(stopping_.best().epoch));
        } else if (length_.out_of_epochs(position_)) {
            stop(StopReason::finished);
        } else if (length_.out_of_steps(position_)) {
            stop(StopReason::maximum_steps);
        } else {
            run_epoch();
        }
    }
    return result();
}

void Run::run_epoch() {
    stopwatch_.start();
    while (!reason_ && !length_.whole_epoch(position_) && !length_.out_of_steps(position_)) run_step();
    if (!reason_) end_epoch();
}

void Run::run_step() {
    const double rate = learning_rate(position_.step);
    const objective::Batch next{.epoch = position_.epoch, .index = position_.batch};
    const bool measured = measures_next();
    Norms norms;
    const engine::BatchResult batch = measured ? stepper_.measured_step(next, rate, norms) : stepper_.step(next, rate);
    if (!change_was_told_) tell_change(update::take_change());
    position_.count(batch);
    position_.norms = measured && batch.finite() ? std::optional(norms) : std::nullopt;
    request_.observer.step({.step = position_.step,
                            .steps = length_.steps(),
                            .epoch = position_.epoch + 1,
                            .loss = batch.mean_loss(),
                            .learning_rate = rate,
                            .norms = position_.norms,
                            .weights = stepper_.evaluation_weights()});
    if (!batch.finite()) step_diverged(batch.loss);
    if (reason_) return;
    if (request_.observer.stop_requested()) return interrupt();
    if (!length_.whole_epoch(position_) && checkpoints_.due(position_, false)) save();
}

/// The first that code of a plugin made to the thread or the process.
void Run::tell_change(const std::string& change) {
    if (change.empty() || change_was_told_) return;
    change_was_told_ = true;
    request_.observer.notice(change + "; it was put back");
}

/// The history of a checkpoint has the norms of its epochs, whether or not this part of the run has metrics.
bool Run::measures_next() {
    const bool ends_epoch = length_.ends_epoch_next(position_);
    return request_.observer.wants_norms(position_.step + 1, ends_epoch) ||
           (ends_epoch && !options_.checkpoint.empty());
}

/// Between two steps of an epoch. Decides nothing: numbers that are not finite are left to the next step.
void Run::save() {
    position_.count_time(stopwatch_.lap());
    if (!divergence_.in_weights()) {
        if (divergence_.keeps_within_epoch()) divergence_.keep(position_);
        checkpoints_.write(divergence_.good(), stopping_.best());
    }
    stopwatch_.start();
}

void Run::end_epoch() {
    position_.count_time(stopwatch_.lap());
    if (const auto found = divergence_.in_weights()) return diverge(*found);
    require_same_weights(request_.ranks, stepper_.parameters(), position_.step);
    if (position_.patterns == 0) return diverge("every step of the epoch was skipped");
    if (const auto found = divergence_.in_loss(position_)) return diverge(*found);
    const EpochEvent event = measure_epoch();
    const bool whole = length_.whole_epoch(position_);  // or cut short by the limit of steps
    if (whole)
        stopping_.observe(event.epoch, event.validation_loss.value_or(event.loss), stepper_.evaluation_weights());
    request_.observer.epoch(event);
    if (whole) position_.next_epoch();
    if (whole) checkpoints_.add(event);
    divergence_.keep(position_);
    const bool last =
        length_.out_of_steps(position_) || position_.epoch == options_.epochs || stopping_.exhausted(position_.epoch);
    if (last || checkpoints_.due(position_, true)) checkpoints_.write(divergence_.good(), stopping_.best());
}

EpochEvent Run::measure_epoch() {
    const auto patterns = static_cast<double>(position_.patterns);
    EpochEvent event{.epoch = position_.epoch + 1,
                     .epochs = options_.epochs,
                     .step = position_.step,
                     .loss = position_.mean_loss(),
                     .learning_rate = learning_rate(position_.step - 1),
                     .seconds = position_.seconds,
                     .patterns_per_second = patterns / std::max(position_.epoch_seconds, 1e-9),
                     .norms = position_.norms};
    if (objective_->has_classes()) event.accuracy = static_cast<double>(position_.correct) / patterns;
    if (!objective_->measures()) return event;
    const objective::Measurement held_out = objective_->measure(stepper_.evaluation_weights());
    event.validation_loss = held_out.loss;
    event.validation_accuracy = held_out.accuracy;
    return event;
}

void Run::step_diverged(double loss) {
    const std::string found = divergence_.in_step(loss);
    if (!divergence_.skips_step()) return diverge(found);
    ++position_.skipped;
    request_.observer.notice("skipped step " + to_text(position_.step) + ": " + found);
}

void Run::diverge(const std::string& what) {
    const std::string where =
        "at step " + to_text(position_.step) + " (epoch " + to_text(position_.epoch + 1) + "): " + what;
    if (!divergence_.restore(position_)) {
        return stop(StopReason::diverged, "diverged " + where + "; last good checkpoint: " + checkpoints_.last());
    }
    request_.observer.notice("restored step " + to_text(position_.step) + " with half the learning rate: diverged " +
                             where);
}

void Run::interrupt() {
    position_.count_time(stopwatch_.lap());
    if (const auto found = divergence_.in_weights()) {
        diverge(*found);
        if (reason_) return;
    } else if (divergence_.keeps_within_epoch()) {
        divergence_.keep(position_);
    }
    checkpoints_.write(divergence_.good(), stopping_.best());
    stop(StopReason::interrupted, "stopped after step " + to_text(position_.step));
}

void Run::resume() {
    State state = state_of(stepper_);
    auto resumed = checkpoints_.read(state, length_);
    if (request_.ranks.size() > 1) {
        agree_on_run(request_.ranks, run_record(request_.workload, options_, request_.registry), instruction_set_);
        share_resumption(request_.ranks, state, resumed);
    }
    if (!resumed) return;
    set_numbers(stepper_.optimizer(), state);
    position_ = state.position;
    resumed_step_ = position_.step;
    stopping_.restore(std::move(resumed->best));
    past_ = std::move(resumed->past);
}

void Run::stop(StopReason reason, std::string message) {
    reason_ = reason;
    message_ = std::move(message);
}

double Run::learning_rate(std::uint64_t step) const {
    return training::learning_rate(stepper_.optimizer().learning_rate(), options_.schedule, length_, step,
                                   position_.restores);
}

StartEvent Run::start_event() {
    return {.epochs = options_.epochs,
            .steps = length_.steps(),
            .steps_per_epoch = length_.steps_per_epoch,
            .parameters = objective_->layout().parameters,
            .threads = team_.size(),
            .instruction_set = instruction_set_,
            .run_id = checkpoints_.run_id(),
            .resumed_step = resumed_step_,
            .past = std::move(past_),
            .weights = stepper_.evaluation_weights()};
}

TrainingResult Run::result() {
    stepper_.finish();  // the model is a copy
    const std::vector<float>& best = stopping_.best().weights;
    const bool takes_best = !best.empty() && reason_ != StopReason::diverged;
    const std::span<const float> arena = takes_best ? std::span(best) : stepper_.parameters();
    return {.model = request_.workload.model(options_, objective_->layout(), arena),
            .reason = *reason_,
            .message = message_,
            .steps = position_.step,
            .epochs = position_.epoch,
            .seconds = position_.seconds,
            .failed_checkpoints = checkpoints_.failed()};
}

}  // namespace descent::training
