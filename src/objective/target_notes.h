#pragma once
/// \file
/// What a run makes of its targets, said to the user.

#include <descent/dataset.h>
#include <descent/network.h>
#include <descent/training.h>

#include <string>
#include <vector>

namespace descent::objective {

/// [any thread] One line each on what becomes of targets that are numbers, and how to decide otherwise.
std::vector<std::string> target_notes(const Network& network, const TrainingOptions& options, const Dataset& training);

}  // namespace descent::objective
