#pragma once
/// \file
/// IDX, the format of MNIST and its kin: `00 00 TYPE RANK`, then RANK sizes (32 bits, big-endian), then the elements.
/// Source: http://yann.lecun.com/exdb/mnist/, "the IDX file format". Only bytes (TYPE 08) are read.
///
///     const data::Array images = data::parse_idx(storage::map_file("train-images-idx3-ubyte"));

#include "data/array.h"

namespace descent::data {

/// The elements stay in the file's bytes. Throws InputError.
Array parse_idx(const storage::FileBytes& file);

/// The same, compressed: the elements are in memory of their own.
Array parse_idx_gzip(const storage::FileBytes& file);

}  // namespace descent::data
