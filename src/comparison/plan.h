#pragma once
/// \file
/// What a study is going to do, as JSON: the first line of its log. With the same program it reproduces every trial.

#include <descent/comparison.h>

#include "base/json.h"
#include "comparison/statistics/study.h"

namespace descent::comparison {

/// The format's version in the first line: never reuse a number.
constexpr std::uint64_t log_format = 1;

/// Problems with the hashes of their data, optimizers with their settings, and the protocol. Threads and folders are
/// not in it: they change no figure. Throws UsageError when parts do not fit or names appear twice.
Json plan_record(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants,
                 const Protocol& protocol, const Registry& registry);

/// "protocol.seeds is 5 there and 10 here", the first few places where two plans differ.
std::vector<std::string> plan_differences(const Json& there, const Json& here);

/// The study that a plan speaks of, still without trials.
Study study_of(const JsonReader& plan);

}  // namespace descent::comparison
