#pragma once
/// \file
/// AVX-512 (F, CD, VL, BW, DQ): 32 registers of 16 floats.

#include <descent/detail/isa/avx2.h>

namespace descent::detail {

struct Avx512 {
#if defined(__x86_64__)
    /// `saves`: see avx2.h; here also the masks, the upper halves and registers 16 to 31.
    static bool usable(bool (*saves)(unsigned)) {
        return saves(0xe6) && Avx2::usable(saves) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
    }
#endif
};

#if defined(__AVX512F__)
template <>
struct architecture<Avx512> {
    using type = xsimd::avx512f;
    using Register = xsimd::batch<float, type>;
    static constexpr int registers = 32;

    /// xsimd 8.1 has none for this set: its `fma` is a product and a sum.
    DESCENT_INLINE static Register fma(Register a, Register b, Register c) { return _mm512_fmadd_ps(a, b, c); }
    /// Two instructions; from the general form compilers make three.
    DESCENT_INLINE static Register flush(Register a) {
        return _mm512_maskz_mov_ps(_mm512_test_epi32_mask(_mm512_castps_si512(a), _mm512_set1_epi32(exponent_bits)), a);
    }
    template <class Raw>
    DESCENT_INLINE static void opaque_fma(Raw& sum, Raw factor, Raw term) {
        asm volatile("vfmadd231ps %1, %2, %0" : "+v"(sum) : "v"(factor), "v"(term));
    }
};
#endif

}  // namespace descent::detail
