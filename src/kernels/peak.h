#pragma once
/// \file
/// How many floating-point operations a core does at most: fused multiply-adds on registers alone, for benchmarks.

#include <cstdint>

#include "kernels/product.h"

namespace descent::kernels {

/// One multiply-add on a register, in assembly: the compiler can neither fold it, drop it nor move it to memory.
template <class Isa, class Register>
DESCENT_INLINE void opaque_fma(Register& sum, Register factor, Register term) {
#if defined(__AVX512F__) || (defined(__AVX2__) && defined(__FMA__))
    asm volatile("vfmadd231ps %1, %2, %0" : "+v"(sum) : "v"(factor), "v"(term));
#elif defined(__x86_64__)
    asm volatile("mulps %1, %0\n\taddps %2, %0" : "+x"(sum) : "x"(factor), "x"(term));
#elif defined(__aarch64__)
    asm volatile("fmla %0.4s, %1.4s, %2.4s" : "+w"(sum) : "w"(factor), "w"(term));
#endif
}

/// Runs `rounds` rounds of twelve independent chains (latency 4, at most two a cycle: eight would do); returns the
/// operations done, two an FMA and lane.
template <class Isa>
double peak_flops(std::uint64_t rounds) {
    using Register = typename Batch<Isa>::Register::register_type;
    const Register factor = Batch<Isa>(0.999f).lanes, term = Batch<Isa>(0.001f).lanes;
    Register a = term, b = term, c = term, d = term, e = term, f = term;
    Register g = term, h = term, i = term, j = term, k = term, l = term;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        opaque_fma<Isa>(a, factor, term), opaque_fma<Isa>(b, factor, term), opaque_fma<Isa>(c, factor, term);
        opaque_fma<Isa>(d, factor, term), opaque_fma<Isa>(e, factor, term), opaque_fma<Isa>(f, factor, term);
        opaque_fma<Isa>(g, factor, term), opaque_fma<Isa>(h, factor, term), opaque_fma<Isa>(i, factor, term);
        opaque_fma<Isa>(j, factor, term), opaque_fma<Isa>(k, factor, term), opaque_fma<Isa>(l, factor, term);
    }
    return 2.0 * static_cast<double>(rounds) * 12 * static_cast<double>(Batch<Isa>::size);
}

}  // namespace descent::kernels
