#pragma once
/// \file
/// Text of libsvm and SVMlight: `label index:number index:number ... # comment`, one pattern a line.
/// Source: libsvm's README, "Quick Start"; https://www.cs.cornell.edu/people/tj/svm_light/.
///
///     const Dataset data = data::parse_libsvm(storage::map_file("a9a.libsvm"), source);

#include <descent/dataset.h>

#include "storage/file_system.h"

namespace descent::data {

/// A dense matrix may take this many bytes: text of few entries can name a very large index.
constexpr std::uint64_t most_dense = std::uint64_t{16} << 30;

/// Dense inputs in double, named by their indices, which ascend in a line and start at 1, or at 0 where a 0 occurs.
/// With `source.known` (a model's) these are the indices. Labels become targets as those of an array of doubles; where
/// `source.targets_optional` they are not looked at. Throws InputError with line, also beyond `most_bytes`.
Dataset parse_libsvm(const storage::FileBytes& file, const DataSource& source, std::uint64_t most_bytes = most_dense);

}  // namespace descent::data
