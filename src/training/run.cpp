#include "training/run.h"

#include <algorithm>

#include "base/text.h"
#include "data/shuffle.h"
#include "network/initialise.h"
#include "training/divergence.h"
#include "training/run_record.h"
#include "update/groups.h"
#include "update/objective.h"

namespace descent::training {
namespace {

std::uint64_t batch_size_of(const Request& request) {
    const std::uint64_t patterns = request.training.patterns();
    return request.options.batch_size == 0 ? patterns : std::min(request.options.batch_size, patterns);
}

/// The cost of one batch at other weights, for rules that search along a line.
class BatchObjective final : public update::Objective {
public:
    BatchObjective(engine::Engine& engine, const Dataset& data, std::span<const std::uint32_t> rows)
        : engine_(engine), data_(data), rows_(rows) {}

    double evaluate(std::span<const float> parameters, std::span<float> gradient) override {
        const auto batch = engine_.gradient(data_, rows_, parameters, gradient);
        return batch.loss / static_cast<double>(batch.patterns);
    }

private:
    engine::Engine& engine_;
    const Dataset& data_;
    std::span<const std::uint32_t> rows_;
};

const Request& checked(const Request& request) {
    check(request);
    return request;
}

}  // namespace

Run::Run(const Request& request)
    : request_(checked(request)),
      options_(request.options),
      instruction_set_(inspect_machine().chosen),
      scaling_(fit_scaling(request.training, options_.scaling)),
      batch_size_(batch_size_of(request)),
      steps_per_epoch_((request.training.patterns() - 1) / batch_size_ + 1),
      team_(options_.threads.count),
      engine_({.network = request.network,
               .loss = options_.loss,
               .scaling = scaling_,
               .class_weights = options_.class_weights,
               .largest_batch = batch_size_,
               .instruction_set = instruction_set_},
              team_),
      parameters_(engine_.layout().size),
      optimizer_(request.registry, options_.optimizer, options_.settings, engine_.layout(), instruction_set_),
      update_(
          optimizer_, engine_.layout(), parameters_.span(),
          {.weight_decay = options_.weight_decay, .clip_norm = options_.clip_norm, .clip_value = options_.clip_value}),
      order_(request.training.patterns()),
      stopping_(options_.patience, options_.min_improvement),
      good_(Snapshot::of(engine_.layout(), optimizer_)) {
    if (update_.needs_whole_gradient() || options_.on_divergence == OnDivergence::skip) {
        gradient_ = AlignedBuffer<float>(engine_.layout().size);
    }
    optimizer_.set_factors(update::group_factors(engine_.layout(), options_.groups));
    network::initialise(engine_.layout(), options_.initialisation, options_.seed, parameters_.span());
    if (!options_.checkpoint.empty()) {
        checkpoint_.emplace(
            options_.checkpoint,
            run_record(request.network, request.training, request.validation, options_, request.registry),
            engine_.layout(), request.file_system);
    }
    if (options_.resume) resume();
    good_.take(parameters_.span(), optimizer_, position_);
}

TrainingResult Run::train() {
    request_.observer.start(start_event());
    while (!reason_) {
        if (stopping_.exhausted(position_.epoch)) {
            stop(StopReason::early_stopping,
                 "no better validation loss since epoch " + to_text(stopping_.best_epoch()));
        } else if (position_.epoch >= options_.epochs) {
            stop(StopReason::finished);
        } else if (out_of_steps()) {
            stop(StopReason::maximum_steps);
        } else {
            run_epoch();
        }
    }
    return result();
}

void Run::run_epoch() {
    stopwatch_.start();
    order_patterns();
    while (!reason_ && position_.batch < steps_per_epoch_ && !out_of_steps()) run_step();
    if (!reason_) end_epoch();
}

void Run::order_patterns() {
    std::ranges::copy(request_.training.rows(), order_.begin());
    // The set of a full batch is the same in every order: file order is the fastest to read.
    if (options_.shuffle && steps_per_epoch_ > 1) data::shuffle(order_, options_.seed, position_.epoch);
}

std::span<const std::uint32_t> Run::batch_at(std::size_t first) const {
    return std::span<const std::uint32_t>(order_).subspan(first, std::min(batch_size_, order_.size() - first));
}

void Run::run_step() {
    const std::size_t first = position_.batch * batch_size_;
    const auto rows = batch_at(first);
    if (first + rows.size() < order_.size()) engine_.announce(request_.training, batch_at(first + rows.size()));
    rate_ = learning_rate(position_.step);
    const engine::BatchResult batch = compute_and_update(rows);
    ++position_.batch;
    ++position_.step;
    if (batch.finite()) {
        if (position_.step == 1) position_.first_loss = batch.loss / static_cast<double>(batch.patterns);
        position_.loss += batch.loss;
        position_.correct += batch.correct;
        position_.patterns += batch.patterns;
    }
    request_.observer.step({.step = position_.step,
                            .steps = steps(),
                            .epoch = position_.epoch + 1,
                            .loss = batch.loss / static_cast<double>(rows.size()),
                            .learning_rate = rate_,
                            .weights = parameters_.span()});
    if (!batch.finite()) step_diverged(batch.loss);
    if (!reason_ && request_.observer.stop_requested()) interrupt();
}

engine::BatchResult Run::compute_and_update(std::span<const std::uint32_t> rows) {
    const bool skips = options_.on_divergence == OnDivergence::skip;
    if (!skips && !update_.needs_whole_gradient()) {
        update_.begin_step(rate_);
        return engine_.step(request_.training, rows, parameters_.span(), update_);
    }
    auto batch = engine_.gradient(request_.training, rows, parameters_.span(), gradient_.span());
    if (!batch.finite()) return batch;
    // To skip a step, all of it must be looked at before anything changes.
    const auto bad = skips ? first_non_finite(engine_.layout(), gradient_.span()) : std::nullopt;
    if (bad) {
        batch.loss = static_cast<double>(bad->value);
        return batch;
    }
    update_.begin_step(rate_);
    update_whole(rows, batch);
    return batch;
}

void Run::update_whole(std::span<const std::uint32_t> rows, const engine::BatchResult& batch) {
    if (!optimizer_.needs_closure()) return update_.apply_whole(gradient_.span(), team_);
    BatchObjective objective(engine_, request_.training, rows);
    update_.apply_closure(batch.loss / static_cast<double>(batch.patterns), gradient_.span(), objective, team_);
}

void Run::end_epoch() {
    count_time();
    if (weights_diverged()) return;
    if (position_.patterns == 0) return diverge("every step of the epoch was skipped");
    if (loss_exploded()) return;
    const EpochEvent event = measure_epoch();
    const bool whole = position_.batch == steps_per_epoch_;  // or cut short by the limit of steps
    if (whole && stopping_.observe(event.epoch, event.validation_loss.value_or(event.loss)) && keeps_best()) {
        best_.assign(parameters_.span().begin(), parameters_.span().end());
    }
    request_.observer.epoch(event);
    if (whole) position_.next_epoch();
    if (whole && checkpoint_) past_.push_back(event);
    good_.take(parameters_.span(), optimizer_, position_);
    const bool last = out_of_steps() || position_.epoch == options_.epochs || stopping_.exhausted(position_.epoch);
    if (last || position_.epoch % options_.checkpoint_every == 0) write_checkpoint();
}

EpochEvent Run::measure_epoch() {
    const auto patterns = static_cast<double>(position_.patterns);
    EpochEvent event{.epoch = position_.epoch + 1,
                     .epochs = options_.epochs,
                     .step = position_.step,
                     .loss = position_.loss / patterns,
                     .learning_rate = learning_rate(position_.step - 1),
                     .seconds = position_.seconds,
                     .patterns_per_second = patterns / std::max(position_.epoch_seconds, 1e-9)};
    const bool classes = request_.training.has_classes();
    if (classes) event.accuracy = static_cast<double>(position_.correct) / patterns;
    if (request_.validation.patterns() == 0) return event;
    const auto held_out = engine_.evaluate(request_.validation, request_.validation.rows(), parameters_.span(), {});
    const auto count = static_cast<double>(held_out.patterns);
    event.validation_loss = held_out.loss / count;
    if (classes) event.validation_accuracy = static_cast<double>(held_out.correct) / count;
    return event;
}

void Run::count_time() {
    const double seconds = stopwatch_.lap();
    position_.seconds += seconds;
    position_.epoch_seconds += seconds;
}

void Run::stop(StopReason reason, std::string message) {
    reason_ = reason;
    message_ = std::move(message);
}

bool Run::keeps_best() const { return options_.patience != 0 && options_.restore_best; }

bool Run::out_of_steps() const { return options_.maximum_steps != 0 && position_.step >= options_.maximum_steps; }

std::uint64_t Run::steps() const {
    const std::uint64_t whole = options_.epochs * steps_per_epoch_;
    return options_.maximum_steps == 0 ? whole : std::min(whole, options_.maximum_steps);
}

/// eta * schedule * 1/2 for every time the run went back
double Run::learning_rate(std::uint64_t step) const {
    const double factor =
        options_.schedule.factor({.step = step, .steps_per_epoch = steps_per_epoch_, .steps = steps()});
    return optimizer_.learning_rate() * factor / static_cast<double>(std::uint64_t{1} << position_.restores);
}

}  // namespace descent::training
