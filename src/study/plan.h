#pragma once
/// \file
/// What a study is going to do, as the first line of its log says it in JSON. With the same program it reproduces every
/// trial.

#include "base/json.h"
#include "study/study.h"

namespace descent::study {

/// The study that a plan speaks of, still without trials.
Study study_of(const JsonReader& plan);

/// "protocol.seeds is 5 there and 10 here", the first few places where two plans differ. `there` may be of an older
/// program: what only repeats other members of the plan is not compared.
std::vector<std::string> plan_differences(const Json& there, const Json& here);

}  // namespace descent::study
