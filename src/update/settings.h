#pragma once
/// \file
/// Hyper-parameters as users type them, turned into the numbers that a rule gets.

#include <map>
#include <string>
#include <vector>

#include <descent/registry.h>

namespace descent::update {

/// [any thread] One number a hyper-parameter, in the order of `info`: what `settings` says, else the default; choices
/// become indices. Throws UsageError ("set momentum") for an unknown name, text that is no number or choice, and a
/// number outside the range.
std::vector<double> parse_settings(const OptimizerInfo& info, const std::map<std::string, std::string>& settings);

}  // namespace descent::update
