#pragma once
/// \file
/// A double as a value type for update rules: the same operators and functions as a batch, found in the same way.

#include <descent/value.h>

namespace descent::detail {

struct DoubleValue : AnyValue {
    using scalar = double;
    double number = 0;

    DoubleValue() = default;
    DESCENT_INLINE DoubleValue(double value) : number(value) {}

    DESCENT_INLINE friend DoubleValue operator+(DoubleValue a, DoubleValue b) { return a.number + b.number; }
    DESCENT_INLINE friend DoubleValue operator-(DoubleValue a, DoubleValue b) { return a.number - b.number; }
    DESCENT_INLINE friend DoubleValue operator*(DoubleValue a, DoubleValue b) { return a.number * b.number; }
    DESCENT_INLINE friend DoubleValue operator/(DoubleValue a, DoubleValue b) { return a.number / b.number; }
    DESCENT_INLINE friend DoubleValue operator-(DoubleValue a) { return -a.number; }
    DESCENT_INLINE DoubleValue& operator+=(DoubleValue b) { return *this = *this + b; }
    DESCENT_INLINE DoubleValue& operator-=(DoubleValue b) { return *this = *this - b; }
    DESCENT_INLINE DoubleValue& operator*=(DoubleValue b) { return *this = *this * b; }
    DESCENT_INLINE DoubleValue& operator/=(DoubleValue b) { return *this = *this / b; }
    DESCENT_INLINE friend bool operator<(DoubleValue a, DoubleValue b) { return a.number < b.number; }
    DESCENT_INLINE friend bool operator>(DoubleValue a, DoubleValue b) { return a.number > b.number; }
    DESCENT_INLINE friend bool operator<=(DoubleValue a, DoubleValue b) { return a.number <= b.number; }
    DESCENT_INLINE friend bool operator>=(DoubleValue a, DoubleValue b) { return a.number >= b.number; }
    DESCENT_INLINE friend bool operator==(DoubleValue a, DoubleValue b) { return a.number == b.number; }

    DESCENT_INLINE friend DoubleValue fma(DoubleValue a, DoubleValue b, DoubleValue c) {
        return descent::fma(a.number, b.number, c.number);
    }
    DESCENT_INLINE friend DoubleValue sqrt(DoubleValue a) { return descent::sqrt(a.number); }
    DESCENT_INLINE friend DoubleValue abs(DoubleValue a) { return descent::abs(a.number); }
    DESCENT_INLINE friend DoubleValue select(bool mask, DoubleValue a, DoubleValue b) { return mask ? a : b; }
    DESCENT_INLINE friend DoubleValue round_small(DoubleValue a) { return detail::round_small(a.number); }
    DESCENT_INLINE friend DoubleValue power_of_two(DoubleValue n) { return detail::power_of_two(n.number); }
    DESCENT_INLINE friend void split_exponent(DoubleValue a, DoubleValue& exponent, DoubleValue& mantissa) {
        detail::split_exponent(a.number, exponent.number, mantissa.number);
    }
};

}  // namespace descent::detail
