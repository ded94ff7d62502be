#pragma once
/// \file
/// Whether a contest can be held: what would fail in its trials, or have no effect, is said before the first one.

#include "contest/problem_kind.h"

namespace descent::contest {

/// Throws UsageError for a hyper-parameter that is unknown or out of its range, a name in `Protocol::tuned` that no
/// contestant has, and a target that no problem is judged by; UsageError or InputError, as `train` does, for a problem.
void check(const ProblemKinds& problems, const std::vector<Contestant>& contestants, const Protocol& protocol,
           const Registry& registry);

/// Throws UsageError for a name in `Protocol::tuned` that no contestant has, or that is set for each.
void check_tuned(const std::vector<Contestant>& contestants, const Protocol& protocol, const Registry& registry);

}  // namespace descent::contest
