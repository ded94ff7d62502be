#pragma once
/// \file
/// A table of the data sets that scikit-learn brings: rows of numbers with commas, the class as a number in the last
/// column, in iris, wine and breast-cancer below a line "patterns,columns,name,name,...".

#include <descent/dataset.h>

#include <string>

#include "storage/file_system.h"

namespace descent::contest {

/// Where the Debian package python3-sklearn puts them.
inline constexpr const char* scikit_tables = "/usr/lib/python3/dist-packages/sklearn/datasets/data";

/// Reads .gz too. Throws InputError for anything that is no such table.
Dataset read_scikit_table(const std::string& path, const std::string& name);
/// The same of inflated bytes.
Dataset parse_scikit_table(const storage::FileBytes& file, const std::string& name);

}  // namespace descent::contest
