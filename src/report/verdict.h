#pragma once
/// \file
/// What a study comes to, in sentences that follow from its tests.

#include <string>
#include <vector>

#include "report/results.h"

namespace descent::report {

/// First over all problems, where there are several; then a sentence or two for each problem. None of them says more
/// than the test that it names.
std::vector<std::string> verdict(const Results& results);

}  // namespace descent::report
