#pragma once
/// \file
/// The fast way for compressed data whose size is known: all of it in one call of libdeflate, where the program was
/// built with it. What it cannot take goes the way of gzip.h, which also says what is wrong.

#include <cstddef>
#include <span>

namespace descent::data {

/// Is the file one whole member of gzip whose data, with the right checksum, fills `out` exactly? Then it does so now;
/// if not, `out` holds anything.
bool inflate_at_once(std::span<const std::byte> file, std::span<std::byte> out);

}  // namespace descent::data
