#pragma once
/// \file
/// The training steps that PyTorch wrote to tests/reference/training_step.json, ready to compare with.

#include <cstdint>
#include <string>
#include <vector>

#include <descent/loss.h>
#include <descent/network.h>

#include "network/reference.h"

namespace descent::test {

/// One case of the file. Weights are turned to [fan_in][fan_out], as the arena and the reference hold them.
struct TrainingStep {
    std::string name;
    Network network;
    Loss loss = Loss::mse;
    double learning_rate = 0;
    std::vector<std::uint32_t> labels;       ///< empty: targets are values
    std::vector<double> class_weights;       ///< empty: 1
    network::Batch<double> batch;            ///< targets are one-hot where there are labels
    network::Parameters<double> parameters;  ///< float32 numbers
    network::Trace<double> expected;         ///< in float64
    network::Parameters<double> updated;     ///< parameters after the step, in float64
    double single_loss = 0;                  ///< what PyTorch made of it in float32
    network::Parameters<double> single_gradients;
    network::Parameters<double> single_updated;
};

/// All cases of the file. Throws when it cannot be read.
std::vector<TrainingStep> read_training_steps();

}  // namespace descent::test
