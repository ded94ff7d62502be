#pragma once
/// \file
/// NEON, which every 64-bit ARM processor has: 32 registers of 4 floats.

#include <descent/detail/isa/baseline.h>

namespace descent::detail {

struct Neon {
    static bool usable(bool (*)(unsigned)) { return true; }
};

#if defined(__aarch64__)
template <>
struct architecture<Neon> {
    using type = xsimd::neon64;
    using Register = xsimd::batch<float, type>;
    static constexpr int registers = 32;

    DESCENT_INLINE static Register fma(Register a, Register b, Register c) { return vfmaq_f32(c, a, b); }
    template <class Raw>
    DESCENT_INLINE static void opaque_fma(Raw& sum, Raw factor, Raw term) {
        asm volatile("fmla %0.4s, %1.4s, %2.4s" : "+w"(sum) : "w"(factor), "w"(term));
    }
};
#endif

}  // namespace descent::detail
