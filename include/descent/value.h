#pragma once
/// \file
/// The numbers that formulas are written on: float, double, long double, and the SIMD batches of the kernels.
///
/// A formula (activation, loss, update rule) is a template on its value type and uses only the operators and the
/// functions named here, found without qualification:
/// `fma, sqrt, abs, min, max, sign, select, flush, exp, expm1, log, log1p, sigmoid, tanh, softplus`.
/// The result for a given float is the same bits for `float` and for every batch type that has a fused
/// multiply-add, and on every machine. `long double` measures the rounding of the others in tests.
///
///     template <class Value> Value leaky(Value z) { return select(z > Value(0), z, Value(0.01) * z); }
///
/// All functions: [any thread], [inside a step]. They include nothing and are always inlined, since they are
/// compiled once for each instruction set.

#define DESCENT_INLINE [[gnu::always_inline]] inline

namespace descent {

/// Base of every value type that is a class: through it the functions of this header are found without qualification,
/// wherever a formula stands.
struct AnyValue {};

/// a * b + c with one rounding (batches of an instruction set without FMA: two roundings).
DESCENT_INLINE float fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
DESCENT_INLINE double fma(double a, double b, double c) { return __builtin_fma(a, b, c); }
DESCENT_INLINE long double fma(long double a, long double b, long double c) { return __builtin_fmal(a, b, c); }

DESCENT_INLINE float sqrt(float a) { return __builtin_sqrtf(a); }
DESCENT_INLINE double sqrt(double a) { return __builtin_sqrt(a); }
DESCENT_INLINE long double sqrt(long double a) { return __builtin_sqrtl(a); }

DESCENT_INLINE float abs(float a) { return __builtin_fabsf(a); }
DESCENT_INLINE double abs(double a) { return __builtin_fabs(a); }
DESCENT_INLINE long double abs(long double a) { return __builtin_fabsl(a); }

/// `mask ? a : b`, element by element; both are evaluated.
DESCENT_INLINE float select(bool mask, float a, float b) { return mask ? a : b; }
DESCENT_INLINE double select(bool mask, double a, double b) { return mask ? a : b; }
DESCENT_INLINE long double select(bool mask, long double a, long double b) { return mask ? a : b; }

/// `a < b ? a : b` and `a > b ? a : b`: when either is NaN the result is `b`.
template <class Value>
DESCENT_INLINE Value min(Value a, Value b) {
    return select(a < b, a, b);
}
template <class Value>
DESCENT_INLINE Value max(Value a, Value b) {
    return select(a > b, a, b);
}

/// -1, 0 or 1; NaN stays NaN.
template <class Value>
DESCENT_INLINE Value sign(Value a) {
    return select(a > Value(0), Value(1), select(a < Value(0), Value(-1), a));
}

namespace detail {

/// The integer nearest to |n| < 2^22 (float) or 2^51 (double): adding 1.5 * 2^mantissa rounds it away.
DESCENT_INLINE float round_small(float a) { return (a + 12582912.0f) - 12582912.0f; }
DESCENT_INLINE double round_small(double a) { return (a + 6755399441055744.0) - 6755399441055744.0; }

/// 2^n for an integer n in the range of normal numbers.
DESCENT_INLINE float power_of_two(float n) { return __builtin_bit_cast(float, (static_cast<int>(n) + 127) << 23); }
DESCENT_INLINE double power_of_two(double n) {
    return __builtin_bit_cast(double, (static_cast<long long>(n) + 1023) << 52);
}

/// A positive normal number as 2^exponent * mantissa, mantissa in [sqrt(1/2), sqrt(2)).
DESCENT_INLINE void split_exponent(float a, float& exponent, float& mantissa) {
    const unsigned bits = __builtin_bit_cast(unsigned, a);  // of other numbers the difference wraps around
    const int shifted = static_cast<int>(bits - 0x3f3504f3u) >> 23;
    exponent = static_cast<float>(shifted);
    mantissa = __builtin_bit_cast(float, bits - (static_cast<unsigned>(shifted) << 23));
}
DESCENT_INLINE void split_exponent(double a, double& exponent, double& mantissa) {
    const unsigned long long bits = __builtin_bit_cast(unsigned long long, a);
    const long long shifted = static_cast<long long>(bits - 0x3fe6a09e667f3bcdULL) >> 52;
    exponent = static_cast<double>(shifted);
    mantissa = __builtin_bit_cast(double, bits - (static_cast<unsigned long long>(shifted) << 52));
}

template <class Value>
struct scalar_of {
    using type = typename Value::scalar;
};
template <>
struct scalar_of<float> {
    using type = float;
};
template <>
struct scalar_of<double> {
    using type = double;
};

/// Constants of exp and log for one precision. ln 2 is split so that n * ln2_high is exact for every exponent n.
template <class Scalar>
struct Constants;
template <>
struct Constants<float> {
    static constexpr float log2_e = 0x1.715476p+0f;
    static constexpr float ln2_high = 0x1.62e400p-1f, ln2_low = 0x1.7f7d1cp-20f;
    static constexpr float exp_lowest = -104.0f, exp_highest = 89.0f;  // beyond: 0 and infinity
    static constexpr float expm1_lowest = -20.0f;                      // beyond: -1
    static constexpr float smallest_normal = 0x1p-126f, infinity = __builtin_inff(), nan = __builtin_nanf("");
    static constexpr float subnormal_scale = 0x1p25f, subnormal_exponent = 25;
};
template <>
struct Constants<double> {
    static constexpr double log2_e = 0x1.71547652b82fep+0;
    static constexpr double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
    static constexpr double exp_lowest = -746.0, exp_highest = 710.0;
    static constexpr double expm1_lowest = -40.0;
    static constexpr double smallest_normal = 0x1p-1022, infinity = __builtin_inf(), nan = __builtin_nan("");
    static constexpr double subnormal_scale = 0x1p54, subnormal_exponent = 54;
};

/// e^r - 1 for |r| <= ln(2)/2. float: least-squares fit with Lawson weights, relative error below 2e-8 before
/// rounding. double: Taylor series to r^14.
template <class Value>
DESCENT_INLINE Value expm1_near_zero(Value r) {
    if constexpr (sizeof(typename scalar_of<Value>::type) == sizeof(float)) {
        Value p = fma(Value(0.0013946553226560354f), r, Value(0.008366644382476807f));
        p = fma(p, r, Value(0.04166628047823906f));
        p = fma(p, r, Value(0.16666541993618011f));
        p = fma(p, r, Value(0.5f));
        return fma(p * r, r, r);
    } else {
        constexpr double inverse_factorials[] = {// 1/14! down to 1/2!
                                                 1.1470745597729725e-11,
                                                 1.6059043836821613e-10,
                                                 2.08767569878681e-9,
                                                 2.505210838544172e-8,
                                                 2.7557319223985893e-7,
                                                 2.7557319223985893e-6,
                                                 2.4801587301587302e-5,
                                                 1.984126984126984e-4,
                                                 1.388888888888889e-3,
                                                 8.333333333333333e-3,
                                                 4.1666666666666664e-2,
                                                 1.6666666666666666e-1,
                                                 0.5};
        Value p = Value(inverse_factorials[0]);
        for (int i = 1; i < 13; ++i) p = fma(p, r, Value(inverse_factorials[i]));
        return fma(p * r, r, r);
    }
}

/// x = n ln 2 + r with |r| <= ln(2)/2 and n an integer.
template <class Value>
DESCENT_INLINE Value reduce(Value x, Value& n) {
    using C = Constants<typename scalar_of<Value>::type>;
    n = round_small(x * Value(C::log2_e));
    return fma(n, Value(-C::ln2_low), fma(n, Value(-C::ln2_high), x));
}

}  // namespace detail

// scalars here, batches by argument-dependent lookup
using detail::power_of_two;
using detail::round_small;
using detail::split_exponent;

/// e^x over the whole range, subnormal results and infinities included; NaN stays NaN. Error below 1.5 ulp.
template <class Value>
DESCENT_INLINE Value exp(Value x) {
    using C = detail::Constants<typename detail::scalar_of<Value>::type>;
    const Value limited = max(Value(C::exp_lowest), min(Value(C::exp_highest), x));  // a NaN passes: it is the last
    Value n;
    const Value r = detail::reduce(limited, n);
    const Value half = round_small(n * Value(0.5f));  // two factors: each is a normal number
    const Value first = power_of_two(half), second = power_of_two(n - half);
    return (Value(1) + detail::expm1_near_zero(r)) * first * second;
}
DESCENT_INLINE long double exp(long double x) { return __builtin_expl(x); }

/// e^x - 1 without cancellation near 0, for x up to 80; larger x are taken as 80. Error below 2 ulp.
template <class Value>
DESCENT_INLINE Value expm1(Value x) {
    using C = detail::Constants<typename detail::scalar_of<Value>::type>;
    const Value limited = max(Value(C::expm1_lowest), min(Value(80.0f), x));
    Value n;
    const Value r = detail::reduce(limited, n);
    const Value scale = power_of_two(n);
    return fma(scale, detail::expm1_near_zero(r), scale - Value(1));
}
DESCENT_INLINE long double expm1(long double x) { return __builtin_expm1l(x); }

/// ln x; -infinity at 0, NaN below. With s = (m-1)/(m+1): ln m = 2 (s + s^3/3 + s^5/5 + ...). Error below 1.5 ulp
/// (2 ulp where ln x is near 0).
template <class Value>
DESCENT_INLINE Value log(Value x) {
    using Scalar = typename detail::scalar_of<Value>::type;
    using C = detail::Constants<Scalar>;
    const auto subnormal = x < Value(C::smallest_normal);
    Value exponent, mantissa;
    split_exponent(select(subnormal, x * Value(C::subnormal_scale), x), exponent, mantissa);
    exponent = exponent - select(subnormal, Value(C::subnormal_exponent), Value(0));
    const Value f = mantissa - Value(1);
    const Value s = f / (mantissa + Value(1));
    const Value s2 = s * s;
    constexpr int terms = sizeof(Scalar) == sizeof(float) ? 5 : 11;
    Value p = Value(Scalar(1) / Scalar(2 * terms + 1));
    for (int i = terms - 1; i >= 1; --i) p = fma(p, s2, Value(Scalar(1) / Scalar(2 * i + 1)));
    // ln m = f - s (f - 2 s2 p): the large part f is exact
    const Value near = f - s * (f - (s2 + s2) * p);
    Value result = fma(exponent, Value(C::ln2_high), fma(exponent, Value(C::ln2_low), near));
    result = select(x < Value(C::infinity), result, x);  // infinity and NaN as they are
    result = select(x > Value(0), result, select(x < Value(0), Value(C::nan), result));
    return select(x == Value(0), Value(-C::infinity), result);
}
DESCENT_INLINE long double log(long double x) { return __builtin_logl(x); }

/// `a`, or 0 where it is subnormal; NaN stays NaN. For averages that forget: once their inputs are 0, rounding keeps
/// them at a few units of the smallest subnormal for ever, and processors take several times as long for such numbers.
template <class Value>
DESCENT_INLINE Value flush(Value a) {
    using C = detail::Constants<typename detail::scalar_of<Value>::type>;
    return select(abs(a) < Value(C::smallest_normal), Value(0), a);
}

/// ln(1 + x) for x in [0, 1], without cancellation near 0. Error below 2 ulp.
template <class Value>
DESCENT_INLINE Value log1p(Value x) {
    const Value sum = Value(1) + x;
    const Value lost = x - (sum - Value(1));  // what the rounding of the sum dropped
    return log(sum) + lost / sum;
}
DESCENT_INLINE long double log1p(long double x) { return __builtin_log1pl(x); }

/// 1 / (1 + e^-z); z is limited to [-87, 87], so it is never 0 and its smallest value is 1.6e-38. NaN stays NaN.
/// Error below 3 ulp for z from -87 on.
template <class Value>
DESCENT_INLINE Value sigmoid(Value z) {
    const Value limited = max(Value(-87.0f), min(Value(87.0f), Value(0) - z));
    Value n;
    const Value r = detail::reduce(limited, n);
    const Value scale = power_of_two(n);
    const Value exponential = fma(scale, detail::expm1_near_zero(r), scale);
    return Value(1) / (Value(1) + exponential);
}
DESCENT_INLINE long double sigmoid(long double z) { return 1 / (1 + __builtin_expl(-z)); }

/// (e^2z - 1) / (e^2z + 1), in [-1, 1]. NaN stays NaN. Error below 6 ulp (float), 3 ulp (double).
/// float: z P(z^2) / Q(z^2) on [-9, 9], fitted by iterated least squares to 2.1e-8 before rounding.
template <class Value>
DESCENT_INLINE Value tanh(Value z) {
    if constexpr (sizeof(typename detail::scalar_of<Value>::type) == sizeof(float)) {
        const Value x = max(Value(-9.0f), min(Value(9.0f), z));
        const Value u = x * x;
        Value p = fma(Value(0x1.c9ab2ap-27f), u, Value(0x1.595848p-16f));
        p = fma(p, u, Value(0x1.c9f9d6p-9f));
        p = fma(p, u, Value(0x1.120476p-3f));
        p = fma(p, u, Value(1.0f));
        Value q = fma(Value(0x1.a0bd62p-21f), u, Value(0x1.5843bep-12f));
        q = fma(q, u, Value(0x1.a7dfdep-6f));
        q = fma(q, u, Value(0x1.de5784p-2f));
        q = fma(q, u, Value(1.0f));
        return max(Value(-1.0f), min(Value(1.0f), x * p / q));
    } else {
        const Value e = expm1(min(Value(40.0f), z + z));
        return e / (e + Value(2));
    }
}
DESCENT_INLINE long double tanh(long double z) { return __builtin_tanhl(z); }

/// ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|). Error below 2 ulp for z from -87 on.
template <class Value>
DESCENT_INLINE Value softplus(Value z) {
    return max(Value(0), z) + log1p(exp(Value(0) - abs(z)));
}
DESCENT_INLINE long double softplus(long double z) {
    return (z > 0 ? z : 0) + __builtin_log1pl(__builtin_expl(-__builtin_fabsl(z)));
}

}  // namespace descent
