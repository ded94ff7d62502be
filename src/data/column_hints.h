#pragma once
/// \file
/// What inputs look like mistakes: columns that never vary, and those that number the patterns.

#include "data/input_columns.h"

namespace descent::data {

/// One note of the table for each kind that there is, with the names of the columns.
void hint_at_columns(CsvTable& table, const InputColumns& inputs);

}  // namespace descent::data
