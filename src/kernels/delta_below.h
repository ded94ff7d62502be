#pragma once
/// \file
/// The deltas of one layer back to those of the layer below.

#include <type_traits>

#include "kernels/row_product.h"
#include "kernels/table.h"
#include "kernels/transpose.h"
#include "network/with_activation.h"

namespace descent::kernels {

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

    /// Prefetches a part of the panel at `column`: cache lines of the rows that become its columns.
    template <std::size_t width>
    DESCENT_INLINE void prefetch(const Block& block, std::size_t column, std::size_t s, std::size_t end) const {
        const std::size_t lines = (block.count + line_floats - 1) / line_floats;
        for (std::size_t i = block.share(width * lines, s); i < block.share(width * lines, end); ++i) {
            const std::size_t row = column + i / lines;
            if (row < rows) kernels::prefetch<2>(w + row * stride + block.first + i % lines * line_floats, line_bytes);
        }
    }
};

/// Of a layer whose slopes were kept.
struct KeptSlope {
    static constexpr bool in_tiles = true;

    template <class Value>
    static Value derivative(Value slope) {
        return slope;
    }
};

/// below = below f', by the outputs or slopes that were kept
template <class Isa, class Formula>
[[gnu::flatten]] void times_derivative(const DeltaBelow& n, const Stored& sums) {
    using B = Batch<Isa>;
    const std::size_t stride = n.below_stride, kept_stride = n.kept_stride, width = sums.width;
    float* below = n.below + sums.p * stride + sums.j;
    const float* kept = n.kept + sums.p * kept_stride + sums.j;
    for (std::size_t left = sums.rows; left > 0; --left, below += stride, kept += kept_stride) {
        for (std::size_t k = 0; k < width; k += B::size) {
            (B::load(below + k) * Formula::derivative(B::load(kept + k))).store(below + k);
        }
    }
}

/// use(Formula{}) with what turns kept numbers into f'.
template <class Use>
DESCENT_INLINE decltype(auto) with_derivative(const DeltaBelow& n, Use&& use) {
    if (n.kept_are_slopes) return use(KeptSlope{});
    return network::with_activation(n.activation, [&]<class Formula>(Formula) {
        return use(std::conditional_t<network::NeedsSum<Formula>, KeptSlope, Formula>{});
    });
}

template <bool prefetches, class Isa, class Finish>
void delta_below_by(const DeltaBelow& n, std::size_t columns, Finish finish) {
    TransposedWeights<Isa> w(n.w, n.w_stride, n.units);
    row_product<prefetches, Isa>(
        n.delta, n.delta_stride, w, n.below, n.below_stride, n.patterns, n.fan_out, columns,
        [](std::size_t) { return Batch<Isa>(0.0f); }, finish);
}

// delta: [patterns][fan_out], w: [units][fan_out], kept, below: [patterns][units, padded]
// below = (delta w^T) f'
template <class Isa>
void delta_below(const DeltaBelow& n) {
    const std::size_t columns = (n.units + lane_count - 1) / lane_count * lane_count;
    const bool large = prefetching_pays(n.patterns, n.fan_out, columns);
    with_derivative(n, [&]<class Formula>(Formula) {
        if constexpr (requires { Formula::in_tiles; }) {
            if (!large) {
                return delta_below_by<false, Isa>(
                    n, columns, [kept = n.kept, stride = n.kept_stride](Batch<Isa> sum, std::size_t p, std::size_t k) {
                        return sum * Formula::derivative(Batch<Isa>::load(kept + p * stride + k));
                    });
            }
        }
        const Epilogue<Isa, DeltaBelow> finish{n, times_derivative<Isa, Formula>};
        large ? delta_below_by<true, Isa>(n, columns, finish) : delta_below_by<false, Isa>(n, columns, finish);
    });
}

}  // namespace descent::kernels
