#pragma once
/// \file
/// What a comparison is going to do, as JSON for the first line of its study's log.

#include "base/json.h"
#include "contest/problem_kind.h"

namespace descent::contest {

/// Problems with the hashes of their data, optimizers with their settings, and the protocol. Threads and folders are
/// not in it: they change no figure. Throws UsageError when parts do not fit or names appear twice.
Json plan_record(const ProblemKinds& problems, const std::vector<Contestant>& contestants, const Protocol& protocol,
                 const Registry& registry);

}  // namespace descent::contest
