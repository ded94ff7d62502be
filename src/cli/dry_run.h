#pragma once
/// \file
/// `descent train --dry-run`: what a run would take, from a few of its steps, which are then forgotten.

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/options/option_list.h"
#include "training/network_workload.h"

namespace descent::cli {

struct DryRunOptions {
    bool wanted = false;
    bool json = false;

    void add_to(OptionList& options);
};

/// The run, prepared and checked.
struct DryRunOf {
    training::NetworkWorkload& workload;
    const Network& network;
    const TrainingOptions& options;
    const Registry& registry;
    const std::vector<std::string>& targets;  ///< whose names the model keeps
    std::uint64_t metrics_every = 0;
};

/// Prints memory, disk, steps and time as lines or as JSON; writes no file. `decisions` are said first. Throws as the
/// run itself before its first step.
Exit dry_run(Console& console, const DryRunOf& run, const std::vector<std::string>& decisions, bool json);

}  // namespace descent::cli
