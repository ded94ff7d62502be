#pragma once
/// \file
/// `descent train --function`: the run, and how its end is told.

#include <descent/registry.h>
#include <descent/training.h>

#include <string>

#include "cli/command.h"
#include "cli/options/output_options.h"

namespace descent::cli {

/// Minimises the test function of that name; the result is its value, and the point when it has few coordinates. Throws
/// UsageError for an unknown function.
Exit train_function(Console& console, const std::string& function, const TrainingOptions& options,
                    const Registry& registry, const OutputOptions& output);

/// The status of a run that did not diverge and whose model is written: of the signal that ended it, failed when a
/// checkpoint was asked for and none could be written, which is said, else done.
Exit exit_of(Console& console, const TrainingResult& result, const TrainingOptions& options);

/// What is said of a run that ended: nothing of one that finished without a word, and how to resume one that can be.
void say_why_it_ended(Console& console, const TrainingResult& result, const TrainingOptions& options);

}  // namespace descent::cli
