#pragma once
/// \file
/// What is chosen where nothing was given, from the data. docs/defaults.md has the measurements.
///
///     TrainingOptions options = default_options();
///     options.loss = default_loss(data.has_classes());

#include <descent/dataset.h>
#include <descent/training.h>

#include <cstdint>

namespace descent::training {

constexpr std::uint64_t default_batch_size = 128;

/// Of one training on data: where it differs from TrainingOptions.
TrainingOptions default_options();

/// Cross-entropy for classes, mse for numbers.
Loss default_loss(bool classes);

/// Softmax for classes with cross-entropy, sigmoid for classes with mse and for numbers with cross-entropy, else the
/// identity.
Activation default_output_activation(bool classes, Loss loss);

/// Standardise, but pixels stay between 0 and 1.
ScalingKind default_scaling(const Dataset& training);

/// As many as make some 20,000 updates, at least 10 and at most 200. `batch_size` 0: all patterns.
std::uint64_t default_epochs(std::size_t patterns, std::uint64_t batch_size);
constexpr const char* default_epochs_text = "some 20,000 updates: 10 to 200 passes";

}  // namespace descent::training
