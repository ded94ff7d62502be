#pragma once
/// \file
/// What a study is made of, for people and for programs.

#include <string>

#include "study/log.h"

namespace descent::cli {

/// Version, machine, command, problems with their data, optimizers, protocol, and how many trials ended how.
std::string study_text(const study::StudyFiles& files);

/// The first line of the log, and the counts of trials.
Json study_json(const study::StudyFiles& files);

}  // namespace descent::cli
