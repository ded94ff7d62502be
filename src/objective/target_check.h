#pragma once
/// \file
/// Whether targets are such that a loss has a meaning for them, asked before the first step.

#include <descent/dataset.h>
#include <descent/loss.h>
#include <descent/network.h>

namespace descent::objective {

/// Throws UsageError for outputs that cannot learn anything (softmax over one), InputError for data of one class only.
void check_classes(const Network& network, const Dataset& training);

/// Throws InputError that names line and value of the first target that is no number.
void check_finite_targets(const Dataset& data);

/// Each target of `data`, as the network is trained on it: finite and within float32; with the cross-entropy of a
/// sigmoid in [0, 1]; with that of a softmax at least 0, and above 0 somewhere in each row. Throws InputError that
/// names line and value of the first that is not.
void check_targets(const Network& network, Loss loss, const TargetScaling& scaling, const Dataset& data);

}  // namespace descent::objective
