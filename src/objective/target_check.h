#pragma once
/// \file
/// Whether targets are such that a loss has a meaning for them, asked before the first step.

#include <descent/dataset.h>
#include <descent/loss.h>
#include <descent/network.h>

namespace descent::objective {

/// Shares that were rounded to a few digits add up to 1 all the same.
constexpr double rounding_of_shares = 0.01;

/// Throws UsageError for outputs that cannot learn anything (softmax over one), InputError for data of one class only.
void check_classes(const Network& network, const Dataset& training);

/// Throws InputError that names line and value of the first target that is no number.
void check_finite_targets(const Dataset& data);

/// What is not decided yet where targets are refused: of a model everything is.
enum class Choice { none, loss, loss_or_task };

/// Of a run, where targets that can be classes are not those of a model that it begins with.
Choice choice_of_run(const Dataset& training, bool from_model);

/// Each target of `data`, as the network is trained on it: finite and within float32; with the cross-entropy of a
/// sigmoid in [0, 1]; with that of a softmax at least 0, and above 0 somewhere in each row. Throws InputError that
/// names line and value of the first that is not, and what of `choice` is a way out.
void check_targets(const Network& network, Loss loss, const TargetScaling& scaling, const Dataset& data, Choice choice);

/// Whether outputs can come close to each target that is a number, as it is scaled; those of a loss on probabilities
/// are `check_targets`'. Throws InputError that names line and value of the first that they cannot.
void check_reachable(const Network& network, Loss loss, const TargetScaling& scaling, const Dataset& training);

}  // namespace descent::objective
