#pragma once
/// \file
/// What was decided before a run begins, one line each.

#include <descent/registry.h>
#include <descent/training.h>

#include <string>
#include <vector>

#include "cli/console.h"

namespace descent::cli {

/// Of data from another file, what was decided while it was read; of a share of the training data, what the split did.
void say_held_out(Console& console, const Dataset& training, const Dataset& held_out);

/// What was decided while the data was read, and what becomes of bytes and of targets.
void say_decisions_on(Console& console, const Network& network, const Dataset& training, const Dataset& test,
                      const TrainingOptions& options);

/// Whose the decay of `--weight-decay` is, when it is given.
void say_weight_decay(Console& console, const TrainingOptions& options, const std::vector<std::string>& optimizers,
                      const Registry& registry);

}  // namespace descent::cli
