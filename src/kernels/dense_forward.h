#pragma once
/// \file
/// Forward through one layer, and the deltas back through it: two products with something done to each tile while it
/// is still in registers.

#include "kernels/activation.h"
#include "kernels/product.h"
#include "kernels/table.h"

namespace descent::kernels {

/// Floats of the summed index that one panel of w holds in the second-level cache while all patterns pass.
inline constexpr std::size_t sum_block = 1024;

/// Tiles of out[p][j] = sum_k x[p][k] w[k][j] over k in [first, first + count): begun from `start` where first is 0,
/// else from what `out` holds; `finish(tile value, p, j)` where the sum is complete.
template <class Isa, class Start, class Finish>
struct RowProduct {
    const float* x;
    std::size_t x_stride;
    const float* w;
    std::size_t w_stride;
    float* out;
    std::size_t out_stride;
    std::size_t first, count;
    bool last;
    Start start;
    Finish finish;

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
        sums.multiply_add({x + p * x_stride + first, x_stride, 1, w + first * w_stride + j, w_stride, count});
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

template <class Isa, class Start, class Finish>
void row_product(const float* x, std::size_t x_stride, const float* w, std::size_t w_stride, float* out,
                 std::size_t out_stride, std::size_t patterns, std::size_t terms, std::size_t columns, Start start,
                 Finish finish) {
    for (std::size_t first = 0; first == 0 || first < terms; first += sum_block) {
        const std::size_t count = terms - first < sum_block ? terms - first : sum_block;
        RowProduct<Isa, Start, Finish> product{
            x, x_stride, w, w_stride, out, out_stride, first, count, first + count == terms, start, finish};
        for_each_tile<Isa>(patterns, columns, product);
    }
}

// x: [patterns][fan_in], w: [fan_in][columns], a: [patterns][columns]
// a = f(x w + bias)
template <class Isa>
void dense_forward(const DenseForward& n) {
    with_activation(n.activation, [&]<class Formula>(Formula) {
        row_product<Isa>(
            n.x, n.x_stride, n.w, n.w_stride, n.a, n.a_stride, n.patterns, n.fan_in, n.columns,
            [bias = n.bias](std::size_t j) { return Batch<Isa>::load(bias + j); },
            [](Batch<Isa> z, std::size_t, std::size_t) { return Formula::value(z); });
    });
}

// delta: [patterns][fan_out], w_transposed: [fan_out][columns], a, below: [patterns][columns]
// below = (delta w^T) f'(a)
template <class Isa>
void delta_below(const DeltaBelow& n) {
    with_activation(n.activation, [&]<class Formula>(Formula) {
        row_product<Isa>(
            n.delta, n.delta_stride, n.w_transposed, n.w_stride, n.below, n.below_stride, n.patterns, n.fan_out,
            n.columns, [](std::size_t) { return Batch<Isa>(0.0f); },
            [a = n.a, stride = n.a_stride](Batch<Isa> sum, std::size_t p, std::size_t k) {
                return sum * Formula::derivative(Batch<Isa>::load(a + p * stride + k));
            });
    });
}

}  // namespace descent::kernels
