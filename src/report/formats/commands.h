#pragma once
/// \file
/// How a study was made, as a reader types it again.

#include <string>

#include "study/log.h"

namespace descent::report {

/// The command of the study in `folder`, and the one that makes the page at `path` again from its logs.
std::string commands_of(const study::StudyFiles& files, const std::string& folder, const std::string& path);

}  // namespace descent::report
