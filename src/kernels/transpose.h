#pragma once
/// \file
/// A block of weights with its sides exchanged, in a panel as wide as a tile: the deltas of the layer below run their
/// vectors along the rows of the weights.

#include "kernels/product.h"

namespace descent::kernels {

/// Eight rows of eight: the compiler turns these shuffles into the unpack instructions of any instruction set.
template <class Isa>
struct Square {
    static constexpr std::size_t side = 8;
    using Row [[gnu::vector_size(32)]] = float;

    Row row[side];

    /// Rows from `valid` on count as zero.
    DESCENT_INLINE void load(const float* from, std::size_t stride, std::size_t valid) {
#pragma GCC unroll 8
        for (std::size_t i = 0; i < side; ++i) {
            row[i] = Row{};
            if (i < valid) __builtin_memcpy(&row[i], from + i * stride, sizeof(Row));
        }
    }
    DESCENT_INLINE void store(float* to, std::size_t stride) const {
#pragma GCC unroll 8
        for (std::size_t i = 0; i < side; ++i) __builtin_memcpy(to + i * stride, &row[i], sizeof(Row));
    }

    /// Pairs, then fours, then halves.
    DESCENT_INLINE void transpose() {
        Row pairs[side], fours[side];
#pragma GCC unroll 4
        for (std::size_t i = 0; i < side; i += 2) {
            pairs[i] = __builtin_shufflevector(row[i], row[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
            pairs[i + 1] = __builtin_shufflevector(row[i], row[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
        }
#pragma GCC unroll 2
        for (std::size_t i = 0; i < side; i += 4) {
            for (std::size_t half = 0; half < 2; ++half) {
                const Row left = pairs[i + half], right = pairs[i + 2 + half];
                fours[i + 2 * half] = __builtin_shufflevector(left, right, 0, 1, 8, 9, 4, 5, 12, 13);
                fours[i + 2 * half + 1] = __builtin_shufflevector(left, right, 2, 3, 10, 11, 6, 7, 14, 15);
            }
        }
#pragma GCC unroll 4
        for (std::size_t i = 0; i < side / 2; ++i) {
            row[i] = __builtin_shufflevector(fours[i], fours[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
            row[i + 4] = __builtin_shufflevector(fours[i], fours[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
        }
    }
};

/// panel[j][k] = w[k][j] for k in [0, width), zero from `rows` on. j runs to `columns`, rounded up to 16: both sides
/// must have room for that. Sixteen rows are read side by side, and written, a whole cache line at a time. Not inlined:
/// a call a panel costs nothing, and every shape of tile would hold a copy.
template <class Isa, std::size_t width>
[[gnu::noinline]] void transpose_into_panel(const float* w, std::size_t w_stride, std::size_t rows, std::size_t columns,
                                            float* panel) {
    constexpr std::size_t side = Square<Isa>::side, line = 16, lines_ahead = 2;
    for (std::size_t k = 0; k < width; k += line) {
        for (std::size_t j = 0; j < columns; j += line) {
            for (std::size_t row = k; row < k + line; row += side) {
                const std::size_t valid = row < rows ? (row + side <= rows ? side : rows - row) : 0;
                const float* const from = w + row * w_stride + j;
                for (std::size_t r = 0; r < valid; ++r) __builtin_prefetch(from + r * w_stride + lines_ahead * line);
                for (std::size_t half = 0; half < line; half += side) {
                    Square<Isa> square;
                    square.load(from + half, w_stride, valid);
                    square.transpose();
                    square.store(panel + (j + half) * width + row, width);
                }
            }
        }
    }
}

}  // namespace descent::kernels
