#pragma once
/// \file
/// What `descent::read_dataset` can read, for those who explain it; and what it does with arrays.

#include <string>
#include <string_view>
#include <vector>

#include "data/array.h"

namespace descent::data {

/// What users type in the place of a path: the published data set as Debian brings it, a table on standard input.
constexpr const char* fashion_mnist = "fashion-mnist";
constexpr const char* standard_input = "-";

/// [any thread] How the names of files end that can be read: ".csv, .tsv or ...".
std::string_view known_endings();

/// [any thread] Whether its columns have names, of which some are targets: fashion-mnist has none. Throws InputError
/// for an unknown ending.
bool is_table(const std::string& path);

/// [any thread] Data beside that of training, which may lack columns that were left out there. Throws as
/// `descent::read_dataset`.
Dataset read_beside(const DataSource& source);

/// Arrays as a data set, whether they come from files or from memory: of `source`, the path (a name for messages), the
/// class names and the task count. `labels` may be null. Throws InputError.
Dataset to_dataset(const Array& inputs, const Array* labels, const DataSource& source, std::vector<float> weights = {});

}  // namespace descent::data
