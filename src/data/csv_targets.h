#pragma once
/// \file
/// Targets from the cells of a table.

#include "data/csv_table.h"

namespace descent::data {

/// Classes of one column, by `table.source.task` or by what its fields are: see docs/formats.md; or numbers of one or
/// several. What was decided stands in the table's notes. Throws InputError with line and column.
Dataset::Targets to_targets(CsvTable& table);

/// The weight of each pattern, the number of its group; empty where none are asked for. Throws InputError with line and
/// column.
std::vector<float> to_weights(const CsvTable& table);
std::vector<std::uint32_t> to_groups(const CsvTable& table);

}  // namespace descent::data
