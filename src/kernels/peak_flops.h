#pragma once
/// \file
/// How many floating-point operations a core does at most: fused multiply-adds on registers alone, for benchmarks.

#include <cstdint>

#include "kernels/product.h"
#include "kernels/table.h"

namespace descent::kernels {

/// Runs `rounds` rounds of twelve independent chains (latency 4, at most two a cycle: eight would do); returns the
/// operations done, two an FMA and lane.
template <class Isa>
double peak_flops(std::uint64_t rounds) {
    using Unit = detail::architecture<Isa>;
    using Register = typename Batch<Isa>::Register::register_type;
    const Register factor = Batch<Isa>(0.999f).lanes, term = Batch<Isa>(0.001f).lanes;
    Register a = term, b = term, c = term, d = term, e = term, f = term;
    Register g = term, h = term, i = term, j = term, k = term, l = term;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        Unit::opaque_fma(a, factor, term), Unit::opaque_fma(b, factor, term), Unit::opaque_fma(c, factor, term);
        Unit::opaque_fma(d, factor, term), Unit::opaque_fma(e, factor, term), Unit::opaque_fma(f, factor, term);
        Unit::opaque_fma(g, factor, term), Unit::opaque_fma(h, factor, term), Unit::opaque_fma(i, factor, term);
        Unit::opaque_fma(j, factor, term), Unit::opaque_fma(k, factor, term), Unit::opaque_fma(l, factor, term);
    }
    return 2.0 * static_cast<double>(rounds) * 12 * static_cast<double>(Batch<Isa>::size);
}

}  // namespace descent::kernels
