#pragma once
/// \file
/// Does the gradient pack its inputs? Where a register holds sixteen numbers a tile of columns is so wide that it reads
/// them too seldom for panels to pay.

#include <descent/detail/batch.h>

#include "kernels/table.h"

namespace descent::kernels {

template <class Isa>
inline constexpr bool packs_inputs = detail::Batch<Isa>::size < 16;

inline constexpr std::size_t packed_rows = 96;  ///< rows of a gradient whose `a` is packed at a time

template <class Isa>
std::size_t panel_floats(std::size_t patterns) {
    return packs_inputs<Isa> ? packed_rows * patterns : 0;
}

}  // namespace descent::kernels
