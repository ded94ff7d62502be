#pragma once
/// \file
/// What every processor of a family runs: SSE2 on x86-64, else what the compiler takes by itself. No fused
/// multiply-add, so other bits than the sets that have it.

#include <descent/detail/batch.h>

namespace descent::detail {

struct Baseline {
    static bool usable(bool (*)(unsigned)) { return true; }
};

#if !defined(__aarch64__)
template <>
struct architecture<Baseline> {
#if defined(__x86_64__)
    using type = xsimd::sse2;
#else
    using type = xsimd::default_arch;
#endif
    using Register = xsimd::batch<float, type>;
    static constexpr int registers = 16;

    DESCENT_INLINE static Register fma(Register a, Register b, Register c) { return a * b + c; }
    /// One multiply-add on a register, in assembly: the compiler can neither fold it, drop it nor move it to memory.
    template <class Raw>
    DESCENT_INLINE static void opaque_fma([[maybe_unused]] Raw& sum, [[maybe_unused]] Raw factor,
                                          [[maybe_unused]] Raw term) {
#if defined(__x86_64__)
        asm volatile("mulps %1, %0\n\taddps %2, %0" : "+x"(sum) : "x"(factor), "x"(term));
#endif
    }
};
#endif

}  // namespace descent::detail
