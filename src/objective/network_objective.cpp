#include "objective/network_objective.h"

#include <algorithm>

#include "data/shuffle.h"
#include "network/initialise.h"
#include "objective/target_scaling.h"

namespace descent::objective {
namespace {

std::uint64_t patterns_a_batch(const TrainingOptions& options, std::uint64_t patterns) {
    return options.batch_size == 0 ? patterns : std::min(options.batch_size, patterns);
}

}  // namespace

NetworkObjective::NetworkObjective(const Network& network, const Dataset& training, const Dataset& validation,
                                   const TrainingOptions& options, InstructionSet instruction_set, parallel::Team& team,
                                   std::optional<Start> start)
    : training_(training),
      validation_(validation),
      start_(std::move(start)),
      initialisation_(options.initialisation),
      seed_(options.seed),
      scaling_(start_ ? start_->scaling : fit_scaling(training, options.scaling)),
      target_scaling_(start_ ? start_->target_scaling : target_scaling_for(network, options, training)),
      batch_size_(patterns_a_batch(options, training.patterns())),
      batches_((training.patterns() - 1) / batch_size_ + 1),
      // The set of a full batch is the same in every order: file order is the fastest to read.
      shuffles_(options.shuffle && batches_ > 1),
      engine_({.network = network,
               .loss = options.loss,
               .scaling = scaling_,
               .target_scaling = target_scaling_,
               .class_weights = options.class_weights,
               .huber_delta = options.huber_delta,
               .dropout = options.dropout,
               .seed = options.seed,
               .largest_batch = batch_size_,
               .instruction_set = instruction_set},
              team),
      order_(training.patterns()) {
    if (start_ && !start_->parameters.empty()) require_scalable(training, scaling_);
    require_scalable(validation, scaling_);
}

void NetworkObjective::start(std::span<float> parameters) const {
    if (start_ && !start_->parameters.empty()) {
        return void(std::ranges::copy(start_->parameters, parameters.begin()));
    }
    network::initialise(layout(), initialisation_, seed_, parameters);
}

void NetworkObjective::order_patterns(std::uint64_t epoch) {
    if (ordered_epoch_ == epoch) return;
    std::ranges::copy(training_.rows(), order_.begin());
    if (shuffles_) data::shuffle(order_, seed_, epoch);
    ordered_epoch_ = epoch;
}

std::span<const std::uint32_t> NetworkObjective::rows_at(std::uint64_t index) const {
    const std::uint64_t first = index * batch_size_;
    return std::span(order_).subspan(first, std::min(batch_size_, order_.size() - first));
}

std::span<const std::uint32_t> NetworkObjective::rows(const Batch& batch) {
    order_patterns(batch.epoch);
    return rows_at(batch.index);
}

engine::BatchResult NetworkObjective::gradient(const Batch& batch, std::span<const float> parameters,
                                               engine::GradientSink& sink) {
    engine::Batch work{.data = training_,
                       .rows = rows(batch),
                       .draw = batch.epoch * batches_ + batch.index,
                       .continues = batch.continues};
    if (batch.index + 1 < batches_) work.coming = rows_at(batch.index + 1);
    return engine_.step(work, parameters, sink);
}

Measurement NetworkObjective::measure(std::span<const float> parameters) {
    const engine::BatchResult result = engine_.evaluate(validation_, validation_.rows(), parameters, {});
    Measurement measurement{.loss = result.mean_loss()};
    if (has_classes()) {
        measurement.accuracy = static_cast<double>(result.correct) / static_cast<double>(result.patterns);
    }
    return measurement;
}

}  // namespace descent::objective
