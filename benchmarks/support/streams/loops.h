#pragma once
/// \file
/// See streams.h; compiled once for each instruction set.

#include <descent/detail/batch.h>

#include "support/streams.h"

namespace descent::bench {

/// x[a] = x[a] * c + x[a - 1] for every array but the first
template <class Isa, std::size_t arrays>
void stream(float* const* x, std::size_t floats) {
    using Batch = detail::Batch<Isa>;
    const Batch c(0.5f);
    for (std::size_t i = 0; i < floats; i += Batch::size) {
        Batch value = Batch::load(x[0] + i);
        for (std::size_t a = 1; a < arrays; ++a) {
            value = fma(Batch::load(x[a] + i), c, value);
            value.store(x[a] + i);
        }
    }
}

template <class Isa>
const StreamTable& stream_table() {
    static constexpr StreamTable table = {{nullptr, nullptr, stream<Isa, 2>, stream<Isa, 3>, stream<Isa, 4>}};
    return table;
}

}  // namespace descent::bench
