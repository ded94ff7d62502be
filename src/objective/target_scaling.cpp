#include "objective/target_scaling.h"

#include "base/text.h"
#include "data/place.h"

namespace descent::objective {
namespace {

/// "mean 42.1, deviation 7", in the target's own unit.
std::string in_words(TargetScalingKind kind, double shift, double scale) {
    const bool by_deviation = kind == TargetScalingKind::standardise;
    return by_deviation ? "mean " + short_number(shift) + ", deviation " + short_number(1 / scale)
                        : "from " + short_number(shift) + " to " + short_number(shift + 1 / scale);
}

}  // namespace

TargetScalingKind target_scaling_kind(const Network& network, const TrainingOptions& options, const Dataset& training) {
    if (options.target_scaling != TargetScalingKind::automatic) return options.target_scaling;
    const bool unbounded = network.layers.back().activation == Activation::identity &&
                           targets_of(options.loss) != TargetKind::probabilities;
    return unbounded && !training.has_classes() ? TargetScalingKind::standardise : TargetScalingKind::none;
}

TargetScaling target_scaling_for(const Network& network, const TrainingOptions& options, const Dataset& training) {
    return fit_target_scaling(training, target_scaling_kind(network, options, training));
}

std::string target_scaling_note(const Network& network, const TrainingOptions& options, const Dataset& training) {
    if (training.has_classes()) return "";
    const TargetScalingKind kind = target_scaling_kind(network, options, training);
    const bool chosen = options.target_scaling == TargetScalingKind::automatic;
    if (kind == TargetScalingKind::none) {
        return chosen ? "targets stay as they are, since outputs are " +
                            std::string(to_string(network.layers.back().activation)) +
                            "; target-scaling=standardise or target-scaling=min-max scales them"
                      : "";
    }
    const TargetScaling scaling = fit_target_scaling(training, kind);
    std::string text =
        kind == TargetScalingKind::standardise ? "targets are standardised: " : "targets are scaled to [0, 1]: ";
    constexpr std::size_t shown = 3;
    for (std::size_t i = 0; i < scaling.shift.size() && i < shown; ++i) {
        text += (i == 0 ? "" : ", ") + data::target_of(training, i) + " " +
                in_words(kind, scaling.shift[i], scaling.scale[i]);
    }
    if (scaling.shift.size() > shown) text += ", ...";
    return text + (chosen ? "; target-scaling=none leaves them as they are" : "");
}

}  // namespace descent::objective
