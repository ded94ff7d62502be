#pragma once
/// \file
/// IDX, the format of MNIST and its kin: `00 00 TYPE RANK`, then RANK sizes (32 bits, big-endian), then the elements.
/// Source: http://yann.lecun.com/exdb/mnist/, "the IDX file format".
///
///     const data::Array images = data::parse_idx(storage::map_file("train-images-idx3-ubyte"));

#include "data/array.h"

namespace descent::data {

/// Unsigned bytes are pixels and stay in the file's bytes; other types are converted. Throws InputError.
Array parse_idx(const storage::FileBytes& file);

/// The same, compressed: the elements are in memory of their own.
Array parse_idx_gzip(const storage::FileBytes& file);

}  // namespace descent::data
