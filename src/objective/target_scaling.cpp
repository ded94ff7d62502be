#include "objective/target_scaling.h"

namespace descent::objective {

TargetScalingKind target_scaling_kind(const Network& network, const TrainingOptions& options, const Dataset& training) {
    if (options.target_scaling != TargetScalingKind::automatic) return options.target_scaling;
    const bool unbounded = network.layers.back().activation == Activation::identity &&
                           targets_of(options.loss) != TargetKind::probabilities;
    return unbounded && !training.has_classes() ? TargetScalingKind::standardise : TargetScalingKind::none;
}

TargetScaling target_scaling_for(const Network& network, const TrainingOptions& options, const Dataset& training) {
    return fit_target_scaling(training, target_scaling_kind(network, options, training));
}

}  // namespace descent::objective
