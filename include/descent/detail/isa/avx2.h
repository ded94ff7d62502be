#pragma once
/// \file
/// AVX2 with FMA: sixteen registers of 8 floats.

#include <descent/detail/isa/baseline.h>

namespace descent::detail {

struct Avx2 {
#if defined(__x86_64__)
    /// `saves(mask)`: does the operating system save the registers of these bits of XCR0? Here SSE's and AVX's.
    static bool usable(bool (*saves)(unsigned)) {
        return saves(0x6) && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
#endif
};

#if defined(__AVX2__) && defined(__FMA__)
template <>
struct architecture<Avx2> {
    using type = xsimd::fma3<xsimd::avx2>;
    using Register = xsimd::batch<float, type>;
    static constexpr int registers = 16;

    DESCENT_INLINE static Register fma(Register a, Register b, Register c) { return xsimd::fma(a, b, c); }
    template <class Raw>
    DESCENT_INLINE static void opaque_fma(Raw& sum, Raw factor, Raw term) {
        asm volatile("vfmadd231ps %1, %2, %0" : "+v"(sum) : "v"(factor), "v"(term));
    }
};
#endif

}  // namespace descent::detail
