#pragma once
/// \file
/// Forward through one layer, and the deltas back through it: two products with something done to each tile while it
/// is still in registers.

#include "kernels/activation.h"
#include "kernels/product.h"
#include "kernels/table.h"
#include "kernels/transpose.h"

namespace descent::kernels {

/// Terms of a sum that are added before the next columns have their turn: their panel stays in the second-level cache
/// while all patterns pass.
inline constexpr std::size_t sum_block = 1024;

/// y[s][column] = w[s][column]
template <class Isa>
struct Weights {
    const float* w;
    std::size_t stride;

    template <int Rows, int Vectors>
    DESCENT_INLINE void multiply_add(Tile<Isa, Rows, Vectors>& sums, Factors factors, std::size_t first, std::size_t,
                                     std::size_t column) {
        factors.y = w + first * stride + column;
        factors.y_stride = stride;
        sums.multiply_add(factors);
    }
};

/// y[s][column] = w[column][s]; columns from `rows` on are padding. The first tile of the columns makes a panel for
/// all.
template <class Isa>
struct TransposedWeights {
    const float* w;
    std::size_t stride;
    std::size_t rows;
    alignas(64) float panel[sum_block * Shape<Isa>::widest * Batch<Isa>::size];

    /// Leaves the panel as it is: setting it would cost more than small layers do.
    DESCENT_INLINE TransposedWeights(const float* weights, std::size_t weight_stride, std::size_t weight_rows)
        : w(weights), stride(weight_stride), rows(weight_rows) {}

    template <int Rows, int Vectors>
    DESCENT_INLINE void multiply_add(Tile<Isa, Rows, Vectors>& sums, Factors factors, std::size_t first, std::size_t p,
                                     std::size_t column) {
        constexpr std::size_t width = Vectors * Batch<Isa>::size;
        if (p == 0) {
            transpose_into_panel<Isa, width>(w + column * stride + first, stride, rows - column, factors.count, panel);
        }
        factors.y = panel;
        factors.y_stride = width;
        sums.multiply_add(factors);
    }
};

/// Tiles of out[p][j] = sum_s x[p][s] y[s][j] over s in [first, first + count): begun from `start` where first is 0,
/// else from what `out` holds; `finish(tile value, p, j)` where the sum is complete.
template <class Isa, class Y, class Start, class Finish>
struct RowProduct {
    const float* x;
    std::size_t x_stride;
    Y& y;
    float* out;
    std::size_t out_stride;
    Start start;
    Finish finish;
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
        y.multiply_add(sums, {x + p * x_stride + first, x_stride, 1, nullptr, 0, count}, first, p, j);
        if (last) {
            sums.for_each([&](Batch<Isa>& sum, std::size_t r, std::size_t v) {
                finish(sum, p + r, j + v).store(out + (p + r) * out_stride + j + v);
            });
        } else {
            sums.for_each(
                [&](Batch<Isa>& sum, std::size_t r, std::size_t v) { sum.store(out + (p + r) * out_stride + j + v); });
        }
    }
};

template <class Isa, class Y, class Start, class Finish>
void row_product(const float* x, std::size_t x_stride, Y& y, float* out, std::size_t out_stride, std::size_t patterns,
                 std::size_t terms, std::size_t columns, Start start, Finish finish) {
    RowProduct<Isa, Y, Start, Finish> product{x, x_stride, y, out, out_stride, start, finish};
    for (product.first = 0; product.first == 0 || product.first < terms; product.first += sum_block) {
        product.count = terms - product.first < sum_block ? terms - product.first : sum_block;
        product.last = product.first + product.count == terms;
        for_each_tile<Isa>(patterns, columns, product);
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
