#pragma once
/// \file
/// Weights with their sides exchanged, for the deltas of the layer below.

#include "kernels/table.h"

namespace descent::kernels {

// w: [rows][columns], w_transposed: [columns][rows]; in blocks that the first-level cache holds both ways
template <class Isa>
void transpose(const Transpose& n) {
    constexpr std::size_t block = 16;
    for (std::size_t k = 0; k < n.rows; k += block) {
        const std::size_t k_end = k + block < n.rows ? k + block : n.rows;
        for (std::size_t j = 0; j < n.columns; j += block) {
            const std::size_t j_end = j + block < n.columns ? j + block : n.columns;
            for (std::size_t column = j; column < j_end; ++column) {
                for (std::size_t row = k; row < k_end; ++row) {
                    n.w_transposed[column * n.transposed_stride + row] = n.w[row * n.w_stride + column];
                }
            }
        }
    }
}

}  // namespace descent::kernels
