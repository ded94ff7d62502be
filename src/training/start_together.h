#pragma once
/// \file
/// What the ranks of a run agree on before its first step: that it is the same run, and where it resumes.

#include <descent/machine.h>
#include <descent/training.h>

#include <optional>

#include "base/json.h"
#include "parallel/ranks.h"
#include "training/checkpoint_file.h"
#include "training/state.h"

namespace descent::training {

/// [one thread] Throws parallel::Refused at all ranks when one has another run than rank 0, by its record, or another
/// version of the program, or rounds otherwise; the line names it.
void agree_on_run(parallel::Ranks& ranks, const Json& run, InstructionSet set);

/// [one thread] What rank 0 resumes with becomes that of all ranks, and so does its state.
void share_resumption(parallel::Ranks& ranks, State& state, std::optional<Resumption>& resumed);

/// [any thread] How many of the ranks have work in a step on that many patterns, and what would give all of them some.
std::string work_of_ranks(std::size_t ranks, std::uint64_t batch_patterns);

/// The options of a rank that writes no files.
TrainingOptions without_checkpoint(TrainingOptions options);

}  // namespace descent::training
