#pragma once
/// \file
/// The product behind a layer's outputs and the deltas below it: rows of patterns times panels of weights, with
/// something done to each tile while it is in registers, or in the first-level cache.

#include <type_traits>

#include "kernels/prefetch.h"
#include "kernels/product.h"

namespace descent::kernels {

/// Blocking of the summed index: terms that are added before the next panel of columns: it stays in the second-level
/// cache while all patterns pass.
inline constexpr std::size_t sum_block = 1024;

/// Weights that the second-level cache may not hold: a panel is prefetched while the one before it is in use.
inline constexpr std::size_t cached_weights = std::size_t{128} << 10;
inline constexpr std::size_t prefetch_patterns = 32;
inline constexpr std::size_t line_floats = line_bytes / sizeof(float);

/// Of a sum: the terms that are added now, for patterns [p, p + rows) of `patterns`.
struct Block {
    std::size_t first, count;
    std::size_t p, rows, patterns;

    /// The part of `whole` that is prefetched when the tile comes to term `s`: all parts together make the whole.
    DESCENT_INLINE std::size_t share(std::size_t whole, std::size_t s) const {
        return whole * (count * p + s * rows) / (count * patterns);
    }
};

struct Panel {
    const float* y;
    std::size_t stride;
};

/// What is done to complete sums is either compiled into every shape of tile, or a function that is called with a tile
/// that stands in `out`, and so is still in the first-level cache: patterns [p, p + rows), columns [j, j + width).
struct Stored {
    std::size_t p, rows, j, width;
};

template <class Isa, class Parameters>
struct Epilogue {
    const Parameters& parameters;
    void (*apply)(const Parameters&, const Stored&);

    DESCENT_INLINE void operator()(const Stored& sums) const { apply(parameters, sums); }
};

/// Tiles of out[p][j] = sum_s x[p][s] y[s][j] over s in [first, first + count): begun from `start` where first is 0,
/// else from what `out` holds. Where the sum is complete: out[p][j] = finish(sum, p, j), or `finish(Stored)`.
template <class Isa, class Y, class Start, class Finish, bool prefetches>
struct RowProduct {
    const float* x;
    std::size_t x_stride;
    Y& y;
    float* out;
    std::size_t out_stride;
    Start start;
    Finish finish;
    std::size_t patterns, columns;
    std::size_t first = 0, count = 0;
    bool last = false;

    template <int Rows, int Vectors>
    DESCENT_INLINE void tile(std::size_t p, std::size_t j) {
        Tile<Isa, Rows, Vectors> sums;
        if (first == 0) {
            sums.for_each([&](Batch<Isa>& sum, std::size_t, std::size_t v) { sum = start(j + v); });
        } else {
            sums.for_each([&](Batch<Isa>& sum, std::size_t r, std::size_t v) {
                sum = Batch<Isa>::load(out + (p + r) * out_stride + j + v);
            });
        }
        add_terms(sums, p, j);
        if constexpr (std::is_invocable_v<Finish, Stored>) {
            store(sums, p, j);
            if (last) finish(Stored{p, Rows, j, Vectors * Batch<Isa>::size});
        } else {
            if (last) sums.for_each([&](Batch<Isa>& z, std::size_t r, std::size_t v) { z = finish(z, p + r, j + v); });
            store(sums, p, j);
        }
    }

    template <int Rows, int Vectors>
    DESCENT_INLINE void store(Tile<Isa, Rows, Vectors>& sums, std::size_t p, std::size_t j) {
        sums.for_each(
            [&](Batch<Isa>& sum, std::size_t r, std::size_t v) { sum.store(out + (p + r) * out_stride + j + v); });
    }

    template <int Rows, int Vectors>
    DESCENT_INLINE void add_terms(Tile<Isa, Rows, Vectors>& sums, std::size_t p, std::size_t j) {
        constexpr std::size_t width = Vectors * Batch<Isa>::size;
        const Block block{first, count, p, Rows, patterns};
        const Panel panel = y.template panel<width>(block, j);
        const float* factors = x + p * x_stride + first;
        if constexpr (!prefetches) {
            sums.multiply_add({factors, x_stride, 1, panel.y, panel.stride, count});
        } else {
            const bool has_next = j + 2 * width <= columns;  // of the same width
            for (std::size_t s = 0; s < count; s += line_floats) {
                const std::size_t end = s + line_floats < count ? s + line_floats : count;
                sums.multiply_add({factors + s, x_stride, 1, panel.y + s * panel.stride, panel.stride, end - s});
                if (has_next) y.template prefetch<width>(block, j + width, s, end);
            }
        }
    }
};

template <bool prefetches, class Isa, class Y, class Start, class Finish>
// NOLINTNEXTLINE(readability-non-const-parameter): `out` is written to, in a type that depends on the set
void row_product(const float* x, std::size_t x_stride, Y& y, float* out, std::size_t out_stride, std::size_t patterns,
                 std::size_t terms, std::size_t columns, Start start, Finish finish) {
    RowProduct<Isa, Y, Start, Finish, prefetches> product{x,     x_stride, y,        out,    out_stride,
                                                          start, finish,   patterns, columns};
    for (product.first = 0; product.first == 0 || product.first < terms; product.first += sum_block) {
        product.count = terms - product.first < sum_block ? terms - product.first : sum_block;
        product.last = product.first + product.count == terms;
        for_each_tile<Isa>(patterns, columns, product);
    }
}

/// Does prefetching pay?
DESCENT_INLINE bool prefetching_pays(std::size_t patterns, std::size_t terms, std::size_t columns) {
    return patterns >= prefetch_patterns && terms * columns > cached_weights;
}

/// As `row_product<prefetches>`, whichever pays.
template <class Isa, class Y, class Start, class Finish>
DESCENT_INLINE void row_product(const float* x, std::size_t x_stride, Y& y, float* out, std::size_t out_stride,
                                std::size_t patterns, std::size_t terms, std::size_t columns, Start start,
                                Finish finish) {
    if (prefetching_pays(patterns, terms, columns)) {
        row_product<true, Isa>(x, x_stride, y, out, out_stride, patterns, terms, columns, start, finish);
    } else {
        row_product<false, Isa>(x, x_stride, y, out, out_stride, patterns, terms, columns, start, finish);
    }
}

}  // namespace descent::kernels
