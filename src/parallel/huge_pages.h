#pragma once
/// \file
/// Does the system give large arrays the huge pages that they ask for (base/aligned_buffer.h)?

#include <cstdint>
#include <optional>
#include <string>

namespace descent::parallel {

struct HugePages {
    std::uint64_t asked = 0, got = 0;  ///< bytes
    std::string policy;                ///< of the system: "always", "madvise" or "never"
};

/// [one thread] Allocates 64 MiB as the arena of a network is, and looks how much of it is in huge pages. Nothing where
/// the system does not tell, or has not that much memory left.
std::optional<HugePages> try_huge_pages();

}  // namespace descent::parallel
