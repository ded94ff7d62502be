#pragma once
/// \file
/// The figures of a report, each made from the summary alone: its caption with the definition, and its numbers.

#include <vector>

#include "base/json.h"
#include "comparison/report/html.h"

namespace descent::comparison::figures {

/// One problem of the summary each; nothing where there are no numbers to show.
std::vector<html::Figure> final_scores(const Json& problem);
std::vector<html::Figure> steps_to_target(const Json& problem);
std::vector<html::Figure> curves(const Json& problem);
std::vector<html::Figure> sensitivity(const Json& problem);
std::vector<html::Figure> budget(const Json& problem);
std::vector<html::Figure> wins(const Json& problem);

/// Of the whole study.
std::vector<html::Figure> profiles(const Json& summary);
/// `index`: place of the trajectory in the page's list.
std::vector<html::Figure> trajectory(const Json& trajectory, std::size_t index);

}  // namespace descent::comparison::figures
