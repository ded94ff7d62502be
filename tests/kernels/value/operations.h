#pragma once
/// \file
/// The operations that value types have from the start, on which value.h builds its functions, as loops over arrays:
/// so that a test can walk through them.

#include <cstddef>

#include <descent/value.h>

namespace descent::test {

enum Operation {
    addition,
    subtraction,
    product,
    quotient,
    negation,
    fused_product,
    square_root,
    absolute_value,
    sign_of,
    is_less,
    is_greater,
    is_at_most,
    is_at_least,
    is_equal,
    without_subnormal,
    nearest_integer,
    power,
    binary_exponent,
    binary_mantissa
};
inline constexpr int operation_count = 19;

/// out[i] = the operation on a[i], and b[i] and c[i] where it takes so many; `count` is a multiple of 16, arrays are
/// 64-byte aligned.
struct OperationTable {
    void (*apply[operation_count])(const float* a, const float* b, const float* c, float* out, std::size_t count);
};

template <int operation, class Value>
[[gnu::always_inline]] inline Value operate(Value a, Value b, Value c) {
    if constexpr (operation == addition) return a + b;
    if constexpr (operation == subtraction) return a - b;
    if constexpr (operation == product) return a * b;
    if constexpr (operation == quotient) return a / b;
    if constexpr (operation == negation) return -a;
    if constexpr (operation == fused_product) return fma(a, b, c);
    if constexpr (operation == square_root) return sqrt(a);
    if constexpr (operation == absolute_value) return abs(a);
    if constexpr (operation == sign_of) return sign(a);
    if constexpr (operation == is_less) return select(a < b, a, c);
    if constexpr (operation == is_greater) return select(a > b, a, c);
    if constexpr (operation == is_at_most) return select(a <= b, a, c);
    if constexpr (operation == is_at_least) return select(a >= b, a, c);
    if constexpr (operation == is_equal) return select(a == b, a, c);
    if constexpr (operation == without_subnormal) return flush(a);
    if constexpr (operation == nearest_integer) return round_small(a);
    if constexpr (operation == power) return power_of_two(a);
    if constexpr (operation >= binary_exponent) {
        Value exponent, mantissa;
        split_exponent(a, exponent, mantissa);
        return operation == binary_exponent ? exponent : mantissa;
    }
}

/// Of each compiled instruction set: see operation_batches.h.
template <class Isa>
const OperationTable& operation_table();

}  // namespace descent::test
