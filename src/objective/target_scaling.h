#pragma once
/// \file
/// Which scaling of targets a run uses.

#include <descent/dataset.h>
#include <descent/network.h>
#include <descent/training.h>

namespace descent::objective {

/// The kind that `automatic` means for that network, loss and data; any other as it is.
TargetScalingKind target_scaling_kind(const Network& network, const TrainingOptions& options, const Dataset& training);

/// Fitted on the patterns of `training`.
TargetScaling target_scaling_for(const Network& network, const TrainingOptions& options, const Dataset& training);

}  // namespace descent::objective
