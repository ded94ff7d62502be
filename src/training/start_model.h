#pragma once
/// \file
/// The model that a run begins with, in the place of new weights.
///
///     const StartModel from = load_start("model.safetensors");
///     check_fits(from, network, training);

#include <descent/model.h>
#include <descent/training.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace descent::training {

struct StartModel {
    std::string path;
    Model model;
    std::uint64_t hash = 0;  ///< of the file's bytes, for the record of the run
};

/// [any thread] Throws InputError when the file is not a model of a network.
StartModel load_start(const std::string& path);

/// [any thread] Throws UsageError when the network is another one, InputError when the data has other inputs or
/// classes.
void check_fits(const StartModel& from, const Network& network, const Dataset& training);

/// How a run scales its data: as fitted on it, or as the model has it that the run begins with.
struct Scalings {
    Scaling inputs;
    TargetScaling targets;
};

/// [any thread] The model of `--from`, when there is one.
std::optional<StartModel> start_of(const TrainingOptions& options);

/// [any thread] Of the inputs and of the targets; `from`: the model that the run begins with, or null.
Scaling scaling_of(const TrainingOptions& options, const Dataset& training, const StartModel* from);
TargetScaling target_scaling_of(const Network& network, const TrainingOptions& options, const Dataset& training,
                                const StartModel* from);
/// Both.
Scalings scalings_of(const Network& network, const TrainingOptions& options, const Dataset& training,
                     const StartModel* from);

/// [any thread] The model's weights as an arena: [layout.size], padding zero.
std::vector<float> parameters_of(const Model& model);

}  // namespace descent::training
