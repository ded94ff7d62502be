#pragma once
/// \file
/// The lines of `--metrics`, as docs/cli.md describes them.

#include <descent/observer.h>
#include <descent/training.h>

#include "base/json.h"

namespace descent::cli {

/// `description`: all that reproduces the run.
Json line_of_run(const Json& description, const StartEvent& event);
Json line_of_step(const StepEvent& event);
Json line_of_epoch(const EpochEvent& event);
/// Of an epoch that an earlier process did: neither time nor memory are known.
Json line_of_past_epoch(const EpochEvent& event);
Json line_of_notice(std::uint64_t step, const std::string& message);
/// `test`: figures of held-out data, may be empty.
Json line_of_end(const TrainingResult& result, const Json& test);
/// The last one of a run that an error ended.
Json line_of_failure(const std::string& message);

}  // namespace descent::cli
