#pragma once
/// \file
/// The one loop behind every matrix product: a tile of sums held in registers.
///
/// tile[r][v] += sum_s x(r, s) y[s][v], s in order, one fused multiply-add a term. Vectors run along the columns and
/// the summed index is walked in order, so a number's bits depend neither on the tile's shape nor on the width of a
/// register. Sums that go through memory and back between blocks of s are exact, so blocking is free as well.

#include <cstddef>

#include <descent/detail/batch.h>

namespace descent::kernels {

using detail::Batch;

/// Where the factors stand: x(r, s) = x[r * x_row + s * x_sum]; y[s * y_stride + column].
struct Factors {
    const float* x;
    std::size_t x_row, x_sum;
    const float* y;
    std::size_t y_stride;
    std::size_t count;
};

template <class Isa, int Rows, int Vectors>
struct Tile {
    static constexpr int lanes = static_cast<int>(Batch<Isa>::size);
    Batch<Isa> at[Rows][Vectors];

    /// f(batch, row, offset of its first column)
    template <class F>
    DESCENT_INLINE void for_each(F&& f) {
#pragma GCC unroll 32
        for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v) f(at[r][v], static_cast<std::size_t>(r), v * Batch<Isa>::size);
        }
    }

    DESCENT_INLINE void multiply_add(const Factors& factors) {
        multiply_add(factors, [](const Batch<Isa>*) {});
    }

    /// Besides, each_row(y[s]) for every s in order.
    template <class EachRow>
    DESCENT_INLINE void multiply_add(const Factors& factors, EachRow&& each_row) {
        const float* x = factors.x;
        const float* y = factors.y;
        for (std::size_t s = 0; s < factors.count; ++s) {
            Batch<Isa> row[Vectors];
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v) row[v] = Batch<Isa>::load(y + v * lanes);
            each_row(row);
#pragma GCC unroll 32
            for (int r = 0; r < Rows; ++r) {
                const Batch<Isa> factor(x[static_cast<std::size_t>(r) * factors.x_row]);
#pragma GCC unroll 8
                for (int v = 0; v < Vectors; ++v) at[r][v] = fma(factor, row[v], at[r][v]);
            }
            x += factors.x_sum;
            y += factors.y_stride;
        }
    }
};

/// Tile shapes that fill the registers of an instruction set: rows for one, two, three vectors of columns. With sixteen
/// registers of 4 or 8 floats, 16 columns are 4 or 2 vectors; with registers of 16, most matrices have a multiple of 16
/// rows.
template <class Isa>
struct Shape {
    static constexpr int lanes = static_cast<int>(Batch<Isa>::size);
    static constexpr int registers = detail::architecture<Isa>::registers;
    static constexpr int widest = lanes == 16 ? 3 : 16 / lanes;
    static constexpr int rows(int vectors) {
        if (lanes == 16) return vectors == 1 ? 16 : 8;
        return vectors >= 4 && registers < 32 ? 2 : 6;
    }
};

template <class Isa, int Rows, int Vectors, class Body>
DESCENT_INLINE void for_each_tile_of_rows(std::size_t row, std::size_t rows, std::size_t column, Body& body) {
    for (; row + Rows <= rows; row += Rows) body.template tile<Rows, Vectors>(row, column);
    if constexpr (Rows > 1) {
        constexpr int fewer = Rows == 6 ? 4 : Rows / 2;  // 64 rows are 10 x 6 + 4
        if (row < rows) for_each_tile_of_rows<Isa, fewer, Vectors>(row, rows, column, body);
    }
}

template <class Isa, int Vectors, class Body>
DESCENT_INLINE void for_each_tile_of_columns(std::size_t column, std::size_t rows, std::size_t columns, Body& body) {
    constexpr std::size_t width = Vectors * Batch<Isa>::size;
    for (; column + width <= columns; column += width) {
        for_each_tile_of_rows<Isa, Shape<Isa>::rows(Vectors), Vectors>(0, rows, column, body);
    }
    if constexpr (width > 16) {
        if (column < columns) for_each_tile_of_columns<Isa, Vectors - 1>(column, rows, columns, body);
    }
}

/// Calls `body.tile<Rows, Vectors>(row, column)` for tiles that cover [0, rows) x [0, columns); columns a multiple
/// of 16.
template <class Isa, class Body>
DESCENT_INLINE void for_each_tile(std::size_t rows, std::size_t columns, Body& body) {
    for_each_tile_of_columns<Isa, Shape<Isa>::widest>(0, rows, columns, body);
}

}  // namespace descent::kernels
