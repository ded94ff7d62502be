#pragma once
/// \file
/// The order of a problem's optimizers.

#include <string>
#include <vector>

#include "report/study_names.h"

namespace descent::report {

/// Optimizers from best to worst by the median of their score; equal medians in the study's order, those without any
/// finished run last.
std::vector<std::string> ranking(const Study& study, const StudyProblem& problem);

}  // namespace descent::report
