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

// x: [patterns][fan_in], w: [fan_in][columns], a: [patterns][columns]
// a = f(x w + bias), and where backward asks for it slopes = f'(x w + bias)
template <class Isa>
void dense_forward(const DenseForward& n) {
    network::with_activation(n.activation, [&]<class Formula>(Formula) {
        Weights<Isa> w{n.w, n.w_stride};
        row_product<Isa>(
            n.x, n.x_stride, w, n.a, n.a_stride, n.patterns, n.fan_in, n.columns,
            [bias = n.bias](std::size_t j) { return Batch<Isa>::load(bias + j); },
            [slopes = n.slopes, stride = n.a_stride](Batch<Isa> z, std::size_t p, std::size_t j) {
                if constexpr (network::NeedsSum<Formula>) {
                    if (slopes != nullptr) Formula::slope(z).store(slopes + p * stride + j);
                }
                return Formula::value(z);
            });
    });
}

}  // namespace descent::kernels
