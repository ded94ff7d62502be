#pragma once
/// \file
/// How many floating-point operations a core does at most: fused multiply-adds on registers alone, for benchmarks.

#include <cstdint>

#include "kernels/product.h"

namespace descent::kernels {

/// Runs `rounds` rounds of independent FMA chains; returns the operations done (two an FMA and lane). The empty
/// assembly keeps the compiler from folding the chains or moving them to memory.
template <class Isa>
double peak_flops(std::uint64_t rounds) {
    constexpr int chains = 12;  // latency 4, at most two a cycle: eight are enough
    using B = Batch<Isa>;
    using Register = typename B::Register::register_type;
    Register sums[chains];
    for (auto& sum : sums) sum = B(1.0f).lanes;
    Register factor = B(0.999f).lanes, term = B(0.001f).lanes;
    for (std::uint64_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 12
        for (int i = 0; i < chains; ++i) {
            sums[i] = fma(B(typename B::Register(sums[i])), B(typename B::Register(factor)),
                          B(typename B::Register(term))).lanes;
#if defined(__x86_64__)
            asm volatile("" : "+x"(sums[i]));
#elif defined(__aarch64__)
            asm volatile("" : "+w"(sums[i]));
#endif
        }
    }
    return 2.0 * static_cast<double>(rounds) * chains * static_cast<double>(B::size);
}

}  // namespace descent::kernels
