#pragma once
/// \file
/// Drops activations of a layer, and their slopes for the way back.

#include "kernels/product.h"
#include "kernels/table.h"
#include "network/with_activation.h"

namespace descent::kernels {

// a, slopes: [patterns][columns]
// a = m a, slopes = m f'
template <class Isa>
void dropout(const DropUnits& n) {
    using B = Batch<Isa>;
    network::with_activation(n.activation, [&]<class Formula>(Formula) {
        for (std::size_t p = 0; p < n.patterns; ++p) {
            float* const a = n.a + p * n.a_stride;
            float* const slopes = n.slopes + p * n.a_stride;
            for (std::size_t j = 0; j < n.columns; j += lane_count) {
                alignas(64) float factors[lane_count];
                for (std::size_t i = 0; i < lane_count; i += network::Dropout::units) {
                    n.random.factors(static_cast<std::uint32_t>((n.first_unit + j + i) / network::Dropout::units),
                                     static_cast<std::uint32_t>(n.position + p), factors + i);
                }
                for (std::size_t i = 0; i < lane_count; i += B::size) {
                    const B m = B::load(factors + i), whole = B::load(a + j + i);
                    B slope;
                    if constexpr (network::NeedsSum<Formula>) {
                        slope = B::load(slopes + j + i);
                    } else {
                        slope = Formula::derivative(whole);
                    }
                    (slope * m).store(slopes + j + i);
                    (whole * m).store(a + j + i);
                }
            }
        }
    });
}

}  // namespace descent::kernels
