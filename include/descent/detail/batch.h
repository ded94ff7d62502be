#pragma once
/// \file
/// A SIMD register of floats as a value type for formulas (see value.h), on xsimd.
///
/// Libraries differ in exp and log, so these come from value.h, and the fused multiply-add from isa/NAME.h. Everything
/// is named after the instruction set (`Isa`) and always inlined: code compiled for one set must never serve another.

#include <xsimd/xsimd.hpp>

#include <descent/value.h>

namespace descent::detail {

/// Of each instruction set, in isa/NAME.h, which a file compiled for that set includes: its type in xsimd, the number
/// of its registers, its fused multiply-add.
template <class Isa>
struct architecture;

/// Those of a float's exponent.
inline constexpr std::int32_t exponent_bits = 0x7f800000;

template <class Isa>
struct Batch : AnyValue {
    using scalar = float;
    using Register = typename architecture<Isa>::Register;
    using Mask = typename Register::batch_bool_type;
    static constexpr std::size_t size = Register::size;

    Register lanes;

    Batch() = default;
    DESCENT_INLINE Batch(Register r) : lanes(r) {}
    DESCENT_INLINE Batch(float value) : lanes(value) {}
    DESCENT_INLINE Batch(double value) : lanes(static_cast<float>(value)) {}
    DESCENT_INLINE Batch(int value) : lanes(static_cast<float>(value)) {}

    /// `from`, `to`: `size` floats, aligned to the register.
    DESCENT_INLINE static Batch load(const float* from) { return Batch(Register::load_aligned(from)); }
    DESCENT_INLINE static Batch load_unaligned(const float* from) { return Batch(Register::load_unaligned(from)); }
    DESCENT_INLINE void store(float* to) const { lanes.store_aligned(to); }
    DESCENT_INLINE void store_unaligned(float* to) const { lanes.store_unaligned(to); }

    DESCENT_INLINE friend Batch operator+(Batch a, Batch b) { return Batch(a.lanes + b.lanes); }
    DESCENT_INLINE friend Batch operator-(Batch a, Batch b) { return Batch(a.lanes - b.lanes); }
    DESCENT_INLINE friend Batch operator*(Batch a, Batch b) { return Batch(a.lanes * b.lanes); }
#if defined(__aarch64__)
    /// xsimd 8.1 has estimates with Newton steps for both.
    DESCENT_INLINE friend Batch operator/(Batch a, Batch b) { return Batch(Register(vdivq_f32(a.lanes, b.lanes))); }
    DESCENT_INLINE friend Batch sqrt(Batch a) { return Batch(Register(vsqrtq_f32(a.lanes))); }
#else
    DESCENT_INLINE friend Batch operator/(Batch a, Batch b) { return Batch(a.lanes / b.lanes); }
    DESCENT_INLINE friend Batch sqrt(Batch a) { return Batch(xsimd::sqrt(a.lanes)); }
#endif
    /// Of 0 too it changes the sign; xsimd 8.1 has 0 - a for AVX-512.
    DESCENT_INLINE friend Batch operator-(Batch a) { return Batch(-0.0f) - a; }
    DESCENT_INLINE Batch& operator+=(Batch b) { return *this = *this + b; }
    DESCENT_INLINE Batch& operator-=(Batch b) { return *this = *this - b; }
    DESCENT_INLINE Batch& operator*=(Batch b) { return *this = *this * b; }
    DESCENT_INLINE Batch& operator/=(Batch b) { return *this = *this / b; }
    DESCENT_INLINE friend Mask operator<(Batch a, Batch b) { return a.lanes < b.lanes; }
    DESCENT_INLINE friend Mask operator>(Batch a, Batch b) { return b.lanes < a.lanes; }
    DESCENT_INLINE friend Mask operator<=(Batch a, Batch b) { return a.lanes <= b.lanes; }
    DESCENT_INLINE friend Mask operator>=(Batch a, Batch b) { return b.lanes <= a.lanes; }
    DESCENT_INLINE friend Mask operator==(Batch a, Batch b) { return a.lanes == b.lanes; }

    DESCENT_INLINE friend Batch fma(Batch a, Batch b, Batch c) {
        return Batch(architecture<Isa>::fma(a.lanes, b.lanes, c.lanes));
    }
    DESCENT_INLINE friend Batch abs(Batch a) { return Batch(xsimd::abs(a.lanes)); }
#if defined(__x86_64__)
    /// One instruction, with the rule of value.h: when either is NaN, or both are zero, the result is `b`.
    DESCENT_INLINE friend Batch min(Batch a, Batch b) { return Batch(xsimd::min(a.lanes, b.lanes)); }
    DESCENT_INLINE friend Batch max(Batch a, Batch b) { return Batch(xsimd::max(a.lanes, b.lanes)); }
#endif
    DESCENT_INLINE friend Batch select(Mask mask, Batch a, Batch b) {
        return Batch(xsimd::select(mask, a.lanes, b.lanes));
    }

    /// An exponent of 0 is that of zeros and subnormal numbers alone; the whole of it is one test of bits.
    DESCENT_INLINE friend Batch flush(Batch a) {
        if constexpr (requires { architecture<Isa>::flush(a.lanes); }) {
            return Batch(architecture<Isa>::flush(a.lanes));
        } else {
            using Integer = xsimd::batch<std::int32_t, typename architecture<Isa>::type>;
            const Integer exponent = __builtin_bit_cast(Integer, a.lanes) & Integer(exponent_bits);
            return select(__builtin_bit_cast(Mask, exponent == Integer(0)), Batch(0.0f), a);
        }
    }

    DESCENT_INLINE friend Batch round_small(Batch a) { return (a + Batch(12582912.0f)) - Batch(12582912.0f); }
    DESCENT_INLINE friend Batch power_of_two(Batch n) {
        // n + 1.5 * 2^23 + 127 holds n + 127 in its lowest bits: shifting them to the exponent makes 2^n
        const Batch biased = n + Batch(12582912.0f + 127.0f);
        using Integer = xsimd::batch<std::int32_t, typename architecture<Isa>::type>;
        const Integer bits = __builtin_bit_cast(Integer, biased.lanes) << 23;
        return Batch(__builtin_bit_cast(Register, bits));
    }
    DESCENT_INLINE friend void split_exponent(Batch a, Batch& exponent, Batch& mantissa) {
        using Integer = xsimd::batch<std::int32_t, typename architecture<Isa>::type>;
        const Integer bits = __builtin_bit_cast(Integer, a.lanes);
        const Integer shifted = (bits - Integer(0x3f3504f3)) >> 23;
        exponent = Batch(xsimd::to_float(shifted));
        mantissa = Batch(__builtin_bit_cast(Register, bits - (shifted << 23)));
    }
};

}  // namespace descent::detail
