#pragma once
/// \file
/// Weight decay means one thing: the rule's own where it has one, else a penalty in the gradient; never both.
///
///     const TrainingOptions options = with_decay_of_rule(given, registry);

#include <descent/registry.h>
#include <descent/training.h>

#include <string>
#include <vector>

namespace descent::training {

/// [any thread] The same run, with `weight_decay` among the settings when the rule has a hyper-parameter of that name.
/// Throws UsageError when it is given as a setting too, or is out of the rule's range.
TrainingOptions with_decay_of_rule(TrainingOptions options, const Registry& registry);

/// [any thread] Has the run a decay, or l1, for a group's factor to change? Of a rule's own hyper-parameters all count
/// that have decay in their name.
bool decays(const TrainingOptions& options, const Registry& registry);

/// [any thread] Throws UsageError when a group names a factor on decay: of runs that have none.
void refuse_group_decay(const TrainingOptions& options);

/// [any thread] One line on whose decay it is: "weight decay 0.1: the weight_decay of adamw; added to the gradient of
/// gd".
std::string weight_decay_note(double decay, const std::vector<std::string>& optimizers, const Registry& registry);

}  // namespace descent::training
