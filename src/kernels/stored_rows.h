#pragma once
/// \file
/// The rows of a batch among those of a file.

#include "kernels/prefetch.h"

namespace descent::kernels {

/// use(i, bytes of row rows[i]) for every pattern i. Rows of a shuffled batch lie anywhere in memory: each is
/// prefetched some rows before it is read.
template <class Use>
DESCENT_INLINE void for_each_stored_row(const std::byte* in, std::size_t row_bytes, const std::uint32_t* rows,
                                        std::size_t patterns, Use&& use) {
    constexpr std::size_t rows_ahead = 4;
    for (std::size_t i = 0; i < patterns; ++i) {
        if (i + rows_ahead < patterns) prefetch<1>(in + rows[i + rows_ahead] * row_bytes, row_bytes);
        use(i, in + rows[i] * row_bytes);
    }
}

}  // namespace descent::kernels
