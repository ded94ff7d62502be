#pragma once
/// \file
/// What was decided before a comparison begins, one line each.

#include <descent/comparison.h>

#include <optional>
#include <string>
#include <vector>

#include "training/preparation/given_settings.h"

namespace descent::contest {

/// Problems on one's own data stand first, and share it; all problems share the decay.
std::vector<std::string> decisions(const std::vector<Problem>& problems, const training::GivenSettings& settings,
                                   const std::vector<std::string>& optimizers, const Registry& registry);

/// What problems are judged by: where nothing was asked for, a target of the loss makes loss decide.
std::optional<Metric> metric_of(std::optional<Metric> asked, const Protocol& protocol);

}  // namespace descent::contest
