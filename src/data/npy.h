#pragma once
/// \file
/// NumPy's .npy, versions 1 to 3: `93 NUMPY`, version, length of the header, a Python dictionary, then the elements.
/// Source: NumPy enhancement proposal 1, "A simple file format for NumPy arrays", and numpy.lib.format.
///
///     const data::Array inputs = data::parse_npy(storage::map_file("inputs.npy"));

#include <string>
#include <vector>

#include "data/array.h"
#include "data/number_type.h"

namespace descent::data {

/// Every type of numbers that NumPy writes, in either byte order, row after row or column after column. u1, f4, f8, i4
/// and i8, little-endian and row after row, stay in the file's bytes; so do texts (`<U5`, `|S5`), as labels. Throws
/// InputError, also for a NaN or an infinity.
Array parse_npy(const storage::FileBytes& file);

/// What a file with this type ('<f4'), order and shape holds, of elements that may as well lie in memory: exactly as
/// many bytes as type and shape say. Throws InputError as `parse_npy`.
Array npy_array(const std::string& type, ElementOrder order, std::vector<std::size_t> shape,
                storage::FileBytes elements);

}  // namespace descent::data
