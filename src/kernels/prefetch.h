#pragma once
/// \file
/// Prefetching what will be read soon.

#include <cstddef>

#include <descent/value.h>

namespace descent::kernels {

inline constexpr std::size_t line_bytes = 64;

/// Prefetches the cache lines of [from, from + bytes): into the caches from `level` (1 or 2) on.
template <int level>
DESCENT_INLINE void prefetch(const void* from, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; i += line_bytes) {
        __builtin_prefetch(static_cast<const std::byte*>(from) + i, 0, 4 - level);
    }
}

}  // namespace descent::kernels
