#pragma once
/// \file
/// What a run is: all that decides its bits. Stands in checkpoints and in the first line of the metrics.
///
///     const Json record = run_record(network, training, validation, options, registry);
///     for (const std::string& line : differences(saved, record)) ...  // "seed is 1 there and 2 here"

#include <descent/dataset.h>
#include <descent/network.h>
#include <descent/registry.h>
#include <descent/training.h>

#include <string>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "training/settings/setting.h"
#include "training/workload.h"

namespace descent::training {

/// One member a setting that decides bits and has a meaning in `scope`; hyper-parameters are complete, with their
/// defaults. Throws UsageError for an unknown optimizer.
Json settings_record(const TrainingOptions& options, const Registry& registry, Scope scope);

/// What is trained, by content, and the settings. Throws UsageError for an unknown optimizer.
Json run_record(const Workload& workload, const TrainingOptions& options, const Registry& registry);

/// The same of a network on data.
Json run_record(const Network& network, const Dataset& training, const Dataset& validation,
                const TrainingOptions& options, const Registry& registry);

/// One sentence a member that differs, in the order of `now`. Length and schedule of the run may differ where every
/// step that was done keeps its learning rate, so that a finished run can be made longer.
std::vector<std::string> differences(const Json& saved, const Json& now);

using descent::hexadecimal;

}  // namespace descent::training
