#pragma once
/// \file
/// Weights with their sides exchanged, for the deltas of the layer below.

#include "kernels/table.h"

namespace descent::kernels {

/// Four rows of four: the compiler turns these shuffles into the unpack instructions of any instruction set.
template <class Isa>
struct Square {
    using Row [[gnu::vector_size(16)]] = float;
    using Index [[gnu::vector_size(16)]] = int;

    [[gnu::always_inline]] static void transpose(const float* from, std::size_t from_stride, float* to,
                                                 std::size_t to_stride) {
        Row a, b, c, d;
        __builtin_memcpy(&a, from, sizeof(Row));
        __builtin_memcpy(&b, from + from_stride, sizeof(Row));
        __builtin_memcpy(&c, from + 2 * from_stride, sizeof(Row));
        __builtin_memcpy(&d, from + 3 * from_stride, sizeof(Row));
        const Row ab_low = __builtin_shuffle(a, b, Index{0, 4, 1, 5}),
                  ab_high = __builtin_shuffle(a, b, Index{2, 6, 3, 7});
        const Row cd_low = __builtin_shuffle(c, d, Index{0, 4, 1, 5}),
                  cd_high = __builtin_shuffle(c, d, Index{2, 6, 3, 7});
        const Row rows[] = {__builtin_shuffle(ab_low, cd_low, Index{0, 1, 4, 5}),
                            __builtin_shuffle(ab_low, cd_low, Index{2, 3, 6, 7}),
                            __builtin_shuffle(ab_high, cd_high, Index{0, 1, 4, 5}),
                            __builtin_shuffle(ab_high, cd_high, Index{2, 3, 6, 7})};
        for (std::size_t i = 0; i < 4; ++i) __builtin_memcpy(to + i * to_stride, &rows[i], sizeof(Row));
    }
};

// w: [rows][columns], w_transposed: [columns][rows]
template <class Isa>
void transpose(const Transpose& n) {
    const auto one_by_one = [&](std::size_t row, std::size_t row_end, std::size_t column, std::size_t column_end) {
        for (std::size_t j = column; j < column_end; ++j) {
            for (std::size_t k = row; k < row_end; ++k) {
                n.w_transposed[j * n.transposed_stride + k] = n.w[k * n.w_stride + j];
            }
        }
    };
    const std::size_t whole_rows = n.rows / 4 * 4, whole_columns = n.columns / 4 * 4;
    constexpr std::size_t block = 16;  // a cache line both ways
    for (std::size_t k = 0; k < whole_rows; k += block) {
        const std::size_t k_end = k + block < whole_rows ? k + block : whole_rows;
        for (std::size_t j = 0; j < whole_columns; j += 4) {
            for (std::size_t row = k; row < k_end; row += 4) {
                Square<Isa>::transpose(n.w + row * n.w_stride + j, n.w_stride,
                                       n.w_transposed + j * n.transposed_stride + row, n.transposed_stride);
            }
        }
    }
    one_by_one(whole_rows, n.rows, 0, n.columns);
    one_by_one(0, whole_rows, whole_columns, n.columns);
}

}  // namespace descent::kernels
