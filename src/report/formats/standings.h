#pragma once
/// \file
/// A problem's optimizers by rank, for people: the columns that figures add.

#include "report/results.h"
#include "report/table.h"

namespace descent::report {

/// A title for the terminal, a heading for LaTeX, or both.
Table standings_table(const ProblemResults& problem);

}  // namespace descent::report
