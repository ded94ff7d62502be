#pragma once
/// \file
/// How this thread rounds and what it makes of denormals: the mode that the bits of every result depend on.
///
///     const FloatingPointMode before = FloatingPointMode::of_this_thread();
///     foreign_code();
///     if (FloatingPointMode::of_this_thread() != before) before.restore();

#include <cstdint>

namespace descent {

class FloatingPointMode {
public:
    /// [any thread] A constant on processors other than x86-64 and ARM64.
    static FloatingPointMode of_this_thread() { return FloatingPointMode(read()); }
    /// [any thread] Sets it again, for this thread.
    void restore() const { write(bits_); }

    bool operator==(const FloatingPointMode& other) const = default;

private:
    explicit FloatingPointMode(std::uint64_t bits) : bits_(bits) {}

#if defined(__x86_64__)
    // MXCSR, whose lowest six bits tell what has happened, not what shall happen; above it the control word of the x87,
    // which rounds long double and is what fegetround() reads
    static std::uint64_t read() {
        std::uint16_t x87 = 0;
        __asm__ volatile("fnstcw %0" : "=m"(x87));
        return (std::uint64_t{x87} << 32U) | (__builtin_ia32_stmxcsr() & ~0x3FU);
    }
    static void write(std::uint64_t bits) {
        const auto x87 = static_cast<std::uint16_t>(bits >> 32U);
        __asm__ volatile("fldcw %0" : : "m"(x87));
        __builtin_ia32_ldmxcsr(static_cast<unsigned>(bits));
    }
#elif defined(__aarch64__)
    static std::uint64_t read() {
        std::uint64_t bits = 0;
        __asm__ volatile("mrs %0, fpcr" : "=r"(bits));
        return bits;
    }
    static void write(std::uint64_t bits) { __asm__ volatile("msr fpcr, %0" : : "r"(bits)); }
#else
    static std::uint64_t read() { return 0; }
    static void write(std::uint64_t) {}
#endif

    std::uint64_t bits_;
};

}  // namespace descent
