#pragma once
/// \file
/// What the machine offers of memory, and what this process has taken.

#include <cstdint>
#include <optional>

namespace descent::parallel {

/// [any thread] Bytes that this process can still get: what the machine has left with its swap, the control groups
/// grant and the limit of addresses allows. The largest number where the system tells none of them.
std::uint64_t available_memory();

/// [any thread] Bytes of memory that are this process's own: pages of mapped files are not. 0 where the system does not
/// tell.
std::uint64_t own_memory();

/// [any thread] Bytes of that memory which are in huge pages; nothing where the system does not tell.
std::optional<std::uint64_t> own_huge_pages();

}  // namespace descent::parallel
