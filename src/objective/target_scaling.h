#pragma once
/// \file
/// Which scaling of targets a run uses.

#include <descent/dataset.h>
#include <descent/network.h>
#include <descent/training.h>

#include <string>

namespace descent::objective {

/// The kind that `automatic` means for that network, loss and data; any other as it is.
TargetScalingKind target_scaling_kind(const Network& network, const TrainingOptions& options, const Dataset& training);

/// Fitted on the patterns of `training`.
TargetScaling target_scaling_for(const Network& network, const TrainingOptions& options, const Dataset& training);

/// One line on what becomes of targets, and how to decide otherwise; empty when there is nothing to say.
std::string target_scaling_note(const Network& network, const TrainingOptions& options, const Dataset& training);

}  // namespace descent::objective
