#pragma once
/// \file
/// Products of matrices of any shape, for rules that see a tensor as a matrix.

#include "kernels/row_product.h"
#include "kernels/table.h"
#include "kernels/transpose.h"

namespace descent::kernels {

/// Terms that are added at a time: the widest panel of them, and as much of x, stand in the first-level cache.
inline constexpr std::size_t matrix_block = 128;

/// One panel of y's columns, packed, under all rows of x.
template <class Isa>
struct MatrixTiles {
    const MatrixProduct& n;
    const float* panel;
    std::size_t column, width;  ///< of the panel
    std::size_t first, count;   ///< terms that are added now

    template <int Rows, int Vectors>
    DESCENT_INLINE void tile(std::size_t r, std::size_t j) {
        constexpr int narrowest = static_cast<int>(lane_count / Batch<Isa>::size);
        if constexpr (Vectors > narrowest) {
            const bool begins_below = n.upper && r >= j + lane_count;
            if (begins_below) return tile<Rows, Vectors - narrowest>(r, j + lane_count);
        }
        Tile<Isa, Rows, Vectors> sums;
        float* const c = n.c + r * n.c_stride + j;
        sums.for_each([&](Batch<Isa>& sum, std::size_t row, std::size_t v) {
            sum = first == 0 ? Batch<Isa>(0.0f) : Batch<Isa>::load(c + row * n.c_stride + v);
        });
        sums.multiply_add({n.x + r * n.x_row + first * n.x_sum, n.x_row, n.x_sum, panel + (j - column), width, count});
        if (first + count == n.terms) finish(sums, r, j);
        sums.for_each([&](Batch<Isa>& sum, std::size_t row, std::size_t v) { sum.store(c + row * n.c_stride + v); });
    }

    template <int Rows, int Vectors>
    DESCENT_INLINE void finish(Tile<Isa, Rows, Vectors>& sums, std::size_t r, std::size_t j) {
        const Batch<Isa> alpha(n.alpha), beta(n.beta);
        if (n.d == nullptr) {
            sums.for_each([&](Batch<Isa>& sum, std::size_t, std::size_t) { sum = alpha * sum; });
            return;
        }
        const float* const d = n.d + r * n.d_stride + j;
        sums.for_each([&](Batch<Isa>& sum, std::size_t row, std::size_t v) {
            sum = fma(alpha, sum, beta * Batch<Isa>::load(d + row * n.d_stride + v));
        });
    }
};

/// Terms [first, first + count) of the columns [j, j + width) of y, side by side.
template <class Isa, std::size_t width>
DESCENT_INLINE void pack_panel(const MatrixProduct& n, std::size_t j, std::size_t first, std::size_t count,
                               float* panel) {
    if (n.y_is_transposed) {
        const float* const from = n.y + j * n.y_stride + first;
        return transpose_into_panel<Isa, width>(from, n.y_stride, n.y_rows - j, count, panel);
    }
    const float* from = n.y + first * n.y_stride + j;
    for (std::size_t s = 0; s < count; ++s, from += n.y_stride, panel += width) {
        __builtin_memcpy(panel, from, width * sizeof(float));
    }
}

template <class Isa, int Vectors>
DESCENT_INLINE void matrix_panels(const MatrixProduct& n, std::size_t j, float* panel) {
    constexpr std::size_t width = Vectors * Batch<Isa>::size;
    for (; j + width <= n.columns; j += width) {
        const std::size_t rows = n.upper && j + width < n.rows ? j + width : n.rows;
        for (std::size_t first = 0; first < n.terms; first += matrix_block) {
            const std::size_t count = n.terms - first < matrix_block ? n.terms - first : matrix_block;
            pack_panel<Isa, width>(n, j, first, count, panel);
            MatrixTiles<Isa> tiles{n, panel, j, width, first, count};
            for_each_tile_of_rows<Isa, Shape<Isa>::rows(Vectors), Vectors>(0, rows, j, tiles);
        }
    }
    if constexpr (width > 16) {
        if (j < n.columns) matrix_panels<Isa, Vectors - 1>(n, j, panel);
    }
}

// c = alpha x y + beta d
template <class Isa>
void matrix_product(const MatrixProduct& n) {
    alignas(64) float panel[matrix_block * Shape<Isa>::widest * Batch<Isa>::size];
    matrix_panels<Isa, Shape<Isa>::widest>(n, n.first_column, panel);
}

}  // namespace descent::kernels
