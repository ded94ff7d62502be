#include "training/preparation/defaults.h"

#include <algorithm>

namespace descent::training {

TrainingOptions default_options() { return {.optimizer = "adam", .batch_size = default_batch_size}; }

Loss default_loss(bool classes) { return classes ? Loss::cross_entropy : Loss::mse; }

Activation default_output_activation(bool classes, Loss loss) {
    const bool probabilities = targets_of(loss) == TargetKind::probabilities;
    if (classes) return probabilities ? Activation::softmax : Activation::sigmoid;
    return probabilities ? Activation::sigmoid : Activation::identity;
}

ScalingKind default_scaling(const Dataset& training) {
    return training.raw_inputs().pixels ? ScalingKind::none : ScalingKind::standardise;
}

std::uint64_t default_epochs(std::size_t patterns, std::uint64_t batch_size) {
    constexpr std::uint64_t updates = 20'000, fewest = 10, most = 200;
    const std::uint64_t batch = batch_size == 0 ? patterns : std::min<std::uint64_t>(batch_size, patterns);
    const std::uint64_t steps_an_epoch = batch == 0 ? 1 : (patterns + batch - 1) / batch;
    return std::clamp(updates / std::max<std::uint64_t>(1, steps_an_epoch), fewest, most);
}

}  // namespace descent::training
