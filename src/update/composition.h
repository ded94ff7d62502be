#pragma once
/// \file
/// Optimizers around each other: "ema(adamw)" is the rule adamw with the wrapper ema around it.

#include <string>
#include <string_view>
#include <vector>

#include <descent/registry.h>

namespace descent::update {

/// [any thread] "ema(lookahead(adam))" as adam, lookahead, ema: the innermost first; a plain name is itself. Throws
/// UsageError ("optimizer") for parentheses that do not match.
std::vector<std::string> names_in(std::string_view optimizer);

/// [any thread] Several optimizers, the innermost first, described as one. The innermost keeps the names of its
/// settings, those of wrappers have the wrapper's before them, "ema.decay"; so has all state, "adamw.mean". One is
/// itself.
OptimizerInfo compose(const std::vector<OptimizerInfo>& parts);

/// [any thread] Throws UsageError ("optimizer") for what cannot stand around each other.
void check_composition(const std::vector<OptimizerInfo>& parts);

}  // namespace descent::update
