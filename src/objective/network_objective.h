#pragma once
/// \file
/// A network on data: mini-batches in the order of the seed, loss and gradient by the engine, measured on data that is
/// held out.

#include <descent/dataset.h>
#include <descent/machine.h>
#include <descent/network.h>
#include <descent/training.h>

#include <optional>
#include <vector>

#include "objective/objective.h"

namespace descent::objective {

/// Where training begins: how the data is scaled, and the weights of a model that it goes on from.
struct Start {
    Scaling scaling;
    TargetScaling target_scaling;
    std::vector<float> parameters;  ///< [layout.size], padding zero; empty: drawn, and fitted on the training data
};

class NetworkObjective final : public Objective {
public:
    /// Uses of `options` what decides loss, data and start. `training`, `validation` (may hold no patterns) and `team`
    /// must outlive it. Throws UsageError or InputError when parts do not fit each other.
    NetworkObjective(const Network& network, const Dataset& training, const Dataset& validation,
                     const TrainingOptions& options, InstructionSet instruction_set, parallel::Team& team,
                     std::optional<Start> start = {});

    const network::Layout& layout() const override { return engine_.layout(); }
    std::uint64_t batches() const override { return batches_; }
    bool has_classes() const override { return training_.has_classes(); }
    void start(std::span<float> parameters) const override;
    engine::BatchResult gradient(const Batch& batch, std::span<const float> parameters,
                                 engine::GradientSink& sink) override;
    bool measures() const override { return validation_.patterns() > 0; }
    Measurement measure(std::span<const float> parameters) override;

    const Scaling& scaling() const { return scaling_; }
    const TargetScaling& target_scaling() const { return target_scaling_; }
    /// [one thread] The patterns of a batch, as rows of the whole file; valid until another epoch is asked for.
    std::span<const std::uint32_t> rows(const Batch& batch);

private:
    void order_patterns(std::uint64_t epoch);
    std::span<const std::uint32_t> rows_at(std::uint64_t index) const;

    const Dataset& training_;
    const Dataset& validation_;
    std::optional<Start> start_;
    Initialisation initialisation_;
    std::uint64_t seed_;
    Scaling scaling_;
    TargetScaling target_scaling_;
    std::uint64_t batch_size_;
    std::uint64_t batches_;
    bool shuffles_;
    engine::Engine engine_;
    std::vector<std::uint32_t> order_;
    std::optional<std::uint64_t> ordered_epoch_;
};

}  // namespace descent::objective
