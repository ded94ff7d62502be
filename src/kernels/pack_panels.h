#pragma once
/// \file
/// A matrix as panels of columns, for products that walk down a panel again and again.

#include "kernels/product.h"
#include "kernels/table.h"

namespace descent::kernels {

template <class Isa>
struct PackTiles {
    const PackPanels& n;

    template <int Rows, int Vectors>
    DESCENT_INLINE void tile(std::size_t row, std::size_t column) {
        constexpr std::size_t lanes = Batch<Isa>::size, width = Vectors * lanes;
        const std::size_t pattern = n.first + row;
        const float* const from = n.from + pattern * n.from_stride + column;
        float* const to = n.packed + n.patterns * column + pattern * width;
        for (std::size_t r = 0; r < Rows; ++r) {
#pragma GCC unroll 8
            for (std::size_t v = 0; v < Vectors; ++v) {
                Batch<Isa>::load(from + r * n.from_stride + v * lanes).store(to + r * width + v * lanes);
            }
        }
    }
};

// from: [patterns][columns], packed: [panel][patterns][width of the panel]
template <class Isa>
void pack_panels(const PackPanels& n) {
    PackTiles<Isa> tiles{n};
    for_each_tile<Isa>(n.end - n.first, n.columns, tiles);
}

}  // namespace descent::kernels
