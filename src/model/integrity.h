#pragma once
/// \file
/// The checksum of a model's file, so that one flipped bit is seen.

#include <string>

#include "model/safetensors.h"

namespace descent::model {

/// Name of the metadata that holds the checksum. Stands in files: never change.
inline constexpr const char* checksum_key = "checksum";

/// XXH3-64, as 16 hexadecimal digits, over the metadata but the checksum itself and over the tensors, both in the order
/// of their names: other programs that write the file again may change the order. docs/formats.md has the grammar.
std::string checksum_of(const Container& container);

/// Throws InputError when the checksum is absent or another one.
void require_intact(const Container& container, const std::string& path);

}  // namespace descent::model
