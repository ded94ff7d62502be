#pragma once
/// \file
/// What code linked with -ffast-math does when it is loaded: results and operands that are denormal become 0.

#include <cstdint>

inline void flush_denormals() {
#if defined(__x86_64__)
    __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040U);
#elif defined(__aarch64__)
    std::uint64_t bits = 0;
    __asm__ volatile("mrs %0, fpcr" : "=r"(bits));
    __asm__ volatile("msr fpcr, %0" : : "r"(bits | (1U << 24U)));
#endif
}
