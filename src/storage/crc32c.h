#pragma once
/// \file
/// CRC-32C (Castagnoli), as event files of TensorBoard have it. They stand in files: never change.

#include <cstddef>
#include <cstdint>
#include <span>

namespace descent::storage {

/// [any thread] Reflected, polynomial 0x1EDC6F41, start and end inverted. Source: RFC 3720, appendix B.4.
std::uint32_t crc32c(std::span<const std::byte> bytes);

}  // namespace descent::storage
