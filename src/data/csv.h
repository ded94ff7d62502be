#pragma once
/// \file
/// Tables as text: columns with names, of which each is an input or a target.
///
///     const Dataset data = data::parse_csv(storage::map_file("iris.csv"), source);

#include <descent/dataset.h>

#include "data/csv_cells.h"
#include "storage/file_system.h"

namespace descent::data {

/// Reads text that is in memory; `source` says which columns are targets. Numbers are doubles, correctly rounded.
/// One target column whose first field is no number holds classes, sorted by name; numbers are values; `source.task`
/// may demand either. What was decided about the text stands in the notes. Throws InputError with line and column,
/// UsageError when `source` names no target. Any number of threads and any size of the chunks that they read
/// (`CsvWork`) gives the same.
Dataset parse_csv(const storage::FileBytes& file, const DataSource& source, std::size_t chunk_bytes = csv_chunk_bytes,
                  LeftOut left_out = LeftOut::required);

}  // namespace descent::data
