#pragma once
/// \file
/// What a run is asked for, and whether it can be done.

#include <descent/training.h>

#include "parallel/ranks.h"
#include "storage/file_system.h"
#include "training/workload.h"

namespace descent::training {

/// What is trained and how, the file system that checkpoints go to, and the ranks that share the work. Holds
/// references: all must outlive the run.
struct Request {
    Workload& workload;
    const TrainingOptions& options;
    const Registry& registry;
    Observer& observer;
    storage::FileSystem& file_system = storage::real_file_system();
    parallel::Ranks& ranks = parallel::one_rank();
};

/// Throws UsageError or InputError when the parts do not fit each other or an option is out of range.
void check(const Request& request);
/// The same when a run of epochs of that many steps is longer than can be counted.
void check_length(const TrainingOptions& options, std::uint64_t steps_per_epoch);

/// [one thread an observer] `descent::train` or `descent::minimise`, on a file system that a test may replace.
TrainingResult train(const Request& request);

}  // namespace descent::training
