#pragma once
/// \file
/// What was decided before a run begins, one line each. The lines are shown when it begins: a refusal stays one line.

#include <descent/registry.h>
#include <descent/training.h>

#include <string>
#include <vector>

#include "training/preparation/given_settings.h"

namespace descent::training {

using Lines = std::vector<std::string>;

/// What was decided while `data` was read, for people.
Lines notes_of(const Dataset& data);

/// Of data from another file, what was decided while it was read; of a share of the training data, what the split did.
Lines held_out_notes(const Dataset& training, const Dataset& held_out);

/// What was decided while the data was read, and what becomes of bytes and of targets.
Lines decisions_on(const Network& network, const Dataset& training, const Dataset& test,
                   const TrainingOptions& options);

/// What a run takes from the model that it begins with, and no setting chooses.
std::string model_note(const Model& model, const std::string& path);

/// What the data decides in the place of settings that were not given.
Lines data_defaults(const GivenSettings& given, const TrainingOptions& options);

/// Whose the decay of `weight_decay` is, when it is given.
Lines weight_decay_decision(const TrainingOptions& options, const std::vector<std::string>& optimizers,
                            const Registry& registry);

/// On rules that search along lines, whose loss is another one in every batch; empty where a step sees all patterns.
Lines closure_warning(const TrainingOptions& options, std::uint64_t patterns,
                      const std::vector<std::string>& optimizers, const Registry& registry);

/// All of these of one run.
Lines decisions_of_run(const Network& network, const Dataset& training, const Dataset& validation, const Dataset& test,
                       const GivenSettings& given, const TrainingOptions& options, const Registry& registry);

/// `more` behind `lines`.
void append(Lines& lines, const Lines& more);

}  // namespace descent::training
