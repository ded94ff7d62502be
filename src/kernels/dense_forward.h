#pragma once
/// \file
/// Forward through one layer.

#include "kernels/row_product.h"
#include "kernels/table.h"
#include "network/with_activation.h"

namespace descent::kernels {

/// y[s][column] = w[s][column]
template <class Isa>
struct Weights {
    const float* w;
    std::size_t stride;

    template <std::size_t width>
    DESCENT_INLINE Panel panel(const Block& block, std::size_t column) const {
        return {w + block.first * stride + column, stride};
    }

    /// Prefetches a part of the panel at `column`: rows of it.
    template <std::size_t width>
    DESCENT_INLINE void prefetch(const Block& block, std::size_t column, std::size_t s, std::size_t end) const {
        for (std::size_t i = block.share(block.count, s); i < block.share(block.count, end); ++i) {
            kernels::prefetch<2>(w + (block.first + i) * stride + column, width * sizeof(float));
        }
    }
};

/// a = f(a)
template <class Isa, class Formula>
[[gnu::flatten]] void activate(const DenseForward& n, const Stored& sums) {
    using B = Batch<Isa>;
    const std::size_t stride = n.a_stride, width = sums.width;
    float* a = n.a + sums.p * stride + sums.j;
    for (std::size_t left = sums.rows; left > 0; --left, a += stride) {
        for (std::size_t j = 0; j < width; j += B::size) Formula::value(B::load(a + j)).store(a + j);
    }
}

/// slopes = f'(a), a = f(a)
template <class Isa, class Formula>
[[gnu::flatten]] void activate_with_slopes(const DenseForward& n, const Stored& sums) {
    using B = Batch<Isa>;
    const std::size_t stride = n.a_stride, width = sums.width, first = sums.p * stride + sums.j;
    float* a = n.a + first;
    float* slopes = n.slopes + first;
    for (std::size_t left = sums.rows; left > 0; --left, a += stride, slopes += stride) {
        for (std::size_t j = 0; j < width; j += B::size) {
            const B z = B::load(a + j);
            Formula::slope(z).store(slopes + j);
            Formula::value(z).store(a + j);
        }
    }
}

// x: [patterns][fan_in], w: [fan_in][columns], a: [patterns][columns]
// a = f(x w + bias), and where backward asks for it slopes = f'(x w + bias)
template <class Isa>
void dense_forward(const DenseForward& n) {
    const auto finish = network::with_activation(n.activation, [&]<class Formula>(Formula) {
        if constexpr (network::NeedsSum<Formula>) {
            if (n.slopes != nullptr) return &activate_with_slopes<Isa, Formula>;
        }
        return &activate<Isa, Formula>;
    });
    Weights<Isa> w{n.w, n.w_stride};
    row_product<Isa>(
        n.x, n.x_stride, w, n.a, n.a_stride, n.patterns, n.fan_in, n.columns,
        [bias = n.bias](std::size_t j) { return Batch<Isa>::load(bias + j); }, Epilogue<Isa, DenseForward>{n, finish});
}

}  // namespace descent::kernels
