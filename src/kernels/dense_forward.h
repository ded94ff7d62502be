#pragma once
/// \file
/// Forward through one layer, and the deltas back through it: two products with something done to each tile while it
/// is still in registers.

#include "kernels/activation.h"
#include "kernels/prefetch.h"
#include "kernels/product.h"
#include "kernels/table.h"
#include "kernels/transpose.h"

namespace descent::kernels {

/// Terms of a sum that are added before the next columns have their turn: their panel stays in the second-level cache
/// while all patterns pass.
inline constexpr std::size_t sum_block = 1024;

/// Weights that the second-level cache may not hold: a panel is asked for while the one before it is in use.
inline constexpr std::size_t cached_weights = std::size_t{128} << 10;
inline constexpr std::size_t patterns_worth_asking = 32;
inline constexpr std::size_t line_floats = line_bytes / sizeof(float);

/// Of a sum: the terms that are added now, for patterns [p, p + rows) of `patterns`.
struct Block {
    std::size_t first, count;
    std::size_t p, rows, patterns;

    /// The part of `whole` that has its turn when the tile comes to term `s`: all parts together make the whole.
    DESCENT_INLINE std::size_t share(std::size_t whole, std::size_t s) const {
        return whole * (count * p + s * rows) / (count * patterns);
    }
};

struct Panel {
    const float* y;
    std::size_t stride;
};

/// y[s][column] = w[s][column]
template <class Isa>
struct Weights {
    const float* w;
    std::size_t stride;

    template <std::size_t width>
    DESCENT_INLINE Panel panel(const Block& block, std::size_t column) const {
        return {w + block.first * stride + column, stride};
    }

    /// Asks for a part of the panel at `column`: rows of it.
    template <std::size_t width>
    DESCENT_INLINE void prefetch(const Block& block, std::size_t column, std::size_t s, std::size_t end) const {
        for (std::size_t i = block.share(block.count, s); i < block.share(block.count, end); ++i) {
            kernels::prefetch<2>(w + (block.first + i) * stride + column, width * sizeof(float));
        }
    }
};

/// y[s][column] = w[column][s]; columns from `rows` on are padding. The first tile of the columns makes a panel for
/// all.
template <class Isa>
struct TransposedWeights {
    const float* w;
    std::size_t stride;
    std::size_t rows;
    alignas(64) float transposed[sum_block * Shape<Isa>::widest * Batch<Isa>::size];

    /// Leaves the panel as it is: setting it would cost more than small layers do.
    DESCENT_INLINE TransposedWeights(const float* weights, std::size_t weight_stride, std::size_t weight_rows)
        : w(weights), stride(weight_stride), rows(weight_rows) {}

    template <std::size_t width>
    DESCENT_INLINE Panel panel(const Block& block, std::size_t column) {
        if (block.p == 0) {
            transpose_into_panel<Isa, width>(w + column * stride + block.first, stride, rows - column, block.count,
                                             transposed);
        }
        return {transposed, width};
    }

    /// Asks for a part of the panel at `column`: cache lines of the rows that become its columns.
    template <std::size_t width>
    DESCENT_INLINE void prefetch(const Block& block, std::size_t column, std::size_t s, std::size_t end) const {
        const std::size_t lines = (block.count + line_floats - 1) / line_floats;
        for (std::size_t i = block.share(width * lines, s); i < block.share(width * lines, end); ++i) {
            const std::size_t row = column + i / lines;
            if (row < rows) kernels::prefetch<2>(w + row * stride + block.first + i % lines * line_floats, line_bytes);
        }
    }
};

/// Tiles of out[p][j] = sum_s x[p][s] y[s][j] over s in [first, first + count): begun from `start` where first is 0,
/// else from what `out` holds; `finish(tile value, p, j)` where the sum is complete.
template <class Isa, class Y, class Start, class Finish, bool asks_ahead>
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
        if (last) {
            sums.for_each([&](Batch<Isa>& sum, std::size_t r, std::size_t v) {
                finish(sum, p + r, j + v).store(out + (p + r) * out_stride + j + v);
            });
        } else {
            sums.for_each(
                [&](Batch<Isa>& sum, std::size_t r, std::size_t v) { sum.store(out + (p + r) * out_stride + j + v); });
        }
    }

    template <int Rows, int Vectors>
    DESCENT_INLINE void add_terms(Tile<Isa, Rows, Vectors>& sums, std::size_t p, std::size_t j) {
        constexpr std::size_t width = Vectors * Batch<Isa>::size;
        const Block block{first, count, p, Rows, patterns};
        const Panel panel = y.template panel<width>(block, j);
        const float* factors = x + p * x_stride + first;
        if constexpr (!asks_ahead) {
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

template <bool asks_ahead, class Isa, class Y, class Start, class Finish>
void row_product(const float* x, std::size_t x_stride, Y& y, float* out, std::size_t out_stride, std::size_t patterns,
                 std::size_t terms, std::size_t columns, Start start, Finish finish) {
    RowProduct<Isa, Y, Start, Finish, asks_ahead> product{x,     x_stride, y,        out,    out_stride,
                                                          start, finish,   patterns, columns};
    for (product.first = 0; product.first == 0 || product.first < terms; product.first += sum_block) {
        product.count = terms - product.first < sum_block ? terms - product.first : sum_block;
        product.last = product.first + product.count == terms;
        for_each_tile<Isa>(patterns, columns, product);
    }
}

/// As `row_product<asks_ahead>`, whichever pays.
template <class Isa, class Y, class Start, class Finish>
DESCENT_INLINE void row_product(const float* x, std::size_t x_stride, Y& y, float* out, std::size_t out_stride,
                                std::size_t patterns, std::size_t terms, std::size_t columns, Start start,
                                Finish finish) {
    const bool asks_ahead = patterns >= patterns_worth_asking && terms * columns > cached_weights;
    if (asks_ahead) {
        row_product<true, Isa>(x, x_stride, y, out, out_stride, patterns, terms, columns, start, finish);
    } else {
        row_product<false, Isa>(x, x_stride, y, out, out_stride, patterns, terms, columns, start, finish);
    }
}

// x: [patterns][fan_in], w: [fan_in][columns], a: [patterns][columns]
// a = f(x w + bias)
template <class Isa>
void dense_forward(const DenseForward& n) {
    with_activation(n.activation, [&]<class Formula>(Formula) {
        Weights<Isa> w{n.w, n.w_stride};
        row_product<Isa>(
            n.x, n.x_stride, w, n.a, n.a_stride, n.patterns, n.fan_in, n.columns,
            [bias = n.bias](std::size_t j) { return Batch<Isa>::load(bias + j); },
            [](Batch<Isa> z, std::size_t, std::size_t) { return Formula::value(z); });
    });
}

// delta: [patterns][fan_out], w: [units][fan_out], a, below: [patterns][units, padded]
// below = (delta w^T) f'(a)
template <class Isa>
void delta_below(const DeltaBelow& n) {
    with_activation(n.activation, [&]<class Formula>(Formula) {
        TransposedWeights<Isa> w(n.w, n.w_stride, n.units);
        const std::size_t columns = (n.units + lane_count - 1) / lane_count * lane_count;
        row_product<Isa>(
            n.delta, n.delta_stride, w, n.below, n.below_stride, n.patterns, n.fan_out, columns,
            [](std::size_t) { return Batch<Isa>(0.0f); },
            [a = n.a, stride = n.a_stride](Batch<Isa> sum, std::size_t p, std::size_t k) {
                return sum * Formula::derivative(Batch<Isa>::load(a + p * stride + k));
            });
    });
}

}  // namespace descent::kernels
