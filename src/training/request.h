#pragma once
/// \file
/// What a run is asked for, and whether it can be done.

#include <descent/training.h>

#include "storage/file_system.h"

namespace descent::training {

/// The arguments of `descent::train`, and the file system that checkpoints go to. Holds references: all must outlive
/// the run.
struct Request {
    const Network& network;
    const Dataset& training;
    const Dataset& validation;
    const TrainingOptions& options;
    const Registry& registry;
    Observer& observer;
    storage::FileSystem& file_system = storage::real_file_system();
};

/// Throws UsageError or InputError when the parts do not fit each other or an option is out of range.
void check(const Request& request);

/// [one thread an observer] `descent::train` on a file system that a test may replace.
TrainingResult train(const Request& request);

}  // namespace descent::training
