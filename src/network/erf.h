#pragma once
/// \file
/// The error function on one element, the same bits for `float` and every batch type with a fused multiply-add.
/// Compiled once per instruction set: includes next to nothing.

#include <descent/value.h>

namespace descent::network {

/// erf for x in [0, 4] as x P(x^2) / Q(x^2), fitted by iterated least squares on [0, 3.93] to 2e-8 before the
/// coefficients were rounded.
template <class Value>
DESCENT_INLINE Value erf_as_quotient(Value x) {
    const Value u = x * x;
    Value p = fma(Value(0x1.12112cp-19f), u, Value(0x1.2aa4acp-12f));
    p = fma(p, u, Value(0x1.ef6750p-9f));
    p = fma(p, u, Value(0x1.b07564p-5f));
    p = fma(p, u, Value(0x1.86b9f6p-3f));
    p = fma(p, u, Value(0x1.20dd74p+0f));
    Value q = fma(Value(0x1.3eccd6p-15f), u, Value(0x1.317458p-10f));
    q = fma(q, u, Value(0x1.eb6ffcp-7f));
    q = fma(q, u, Value(0x1.d3ffeep-4f));
    q = fma(q, u, Value(0x1.013c02p-1f));
    q = fma(q, u, Value(1.0f));
    return x * p / q;
}

/// For double. Below 2: 2/sqrt(pi) e^-u sum_n x (2u)^n / (2n+1)!!, u = x^2, whose terms are all positive. From 2 on:
/// 1 - erfc(x), erfc(x) = e^-u / (sqrt(pi) f), f = x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...))).
/// Source: Abramowitz and Stegun 1964, 7.1.6 and 7.1.14.
template <class Value>
DESCENT_INLINE Value erf_by_series(Value x) {
    constexpr double inverse_sqrt_pi = 0x1.20dd750429b6dp-1;
    constexpr int terms = 60;
    const Value near = min(Value(2), x), far = max(Value(2), x);
    const Value u = near * near;
    Value term = near, sum = near;
    for (int n = 1; n < terms; ++n) {
        term = term * (u + u) / Value(2 * n + 1);
        sum += term;
    }
    Value f = far;
    for (int k = terms; k > 0; --k) f = far + Value(0.5 * k) / f;
    const Value below = Value(2 * inverse_sqrt_pi) * exp(Value(0) - u) * sum;
    const Value beyond = Value(1) - Value(inverse_sqrt_pi) * exp(Value(0) - far * far) / f;
    return select(x < Value(2), below, beyond);
}

/// erf(x) = 2/sqrt(pi) integral of e^-t^2 from 0 to x; exactly -1 and 1 beyond -4 and 4 (float). NaN stays NaN. Error
/// below 5 ulp (float), 8 ulp (double).
template <class Value>
DESCENT_INLINE Value erf(Value x) {
    using Scalar = typename detail::scalar_of<Value>::type;
    constexpr bool single = sizeof(Scalar) == sizeof(float);
    constexpr Scalar last = single ? Scalar(3.93) : Scalar(6);  // from there on it rounds to 1
    const Value size = min(Value(last), abs(x));
    Value result;
    if constexpr (single) {
        result = min(Value(1), erf_as_quotient(size));
    } else {
        result = erf_by_series(size);
    }
    result = select(abs(x) >= Value(last), Value(1), result);
    return select(x < Value(0), Value(0) - result, result);
}
DESCENT_INLINE long double erf(long double x) { return __builtin_erfl(x); }

}  // namespace descent::network
