#pragma once
/// \file
/// The one target column that holds classes, or may.

#include <optional>

#include "data/csv_table.h"

namespace descent::data {

/// By `table.source.task`, its known class names, or what the fields of the column are: see docs/formats.md. Nothing
/// where it holds numbers. What was decided stands in the table's notes. Throws InputError with line and column.
std::optional<Dataset::Targets> classes_of(CsvTable& table, std::size_t column);

}  // namespace descent::data
