#pragma once
/// \file
/// The functions of value.h and erf as loops over arrays, one table a value type, so that a test can walk through them.

#include <cstddef>

#include <descent/value.h>

#include "network/erf.h"

namespace descent::test {

enum Function {
    exp_function,
    expm1_function,
    log_function,
    log1p_function,
    sigmoid_function,
    tanh_function,
    softplus_function,
    erf_function
};
inline constexpr int function_count = 8;

/// out[i] = f(in[i]); `count` is a multiple of 16, arrays are 64-byte aligned.
struct FunctionTable {
    void (*apply[function_count])(const float* in, float* out, std::size_t count);
    /// out[i] = min(a[i], b[i]); then max
    void (*least)(const float* a, const float* b, float* out, std::size_t count);
    void (*largest)(const float* a, const float* b, float* out, std::size_t count);
};

template <int function, class Value>
[[gnu::always_inline]] inline Value evaluate(Value x) {
    if constexpr (function == exp_function) return exp(x);
    if constexpr (function == expm1_function) return expm1(x);
    if constexpr (function == log_function) return log(x);
    if constexpr (function == log1p_function) return log1p(x);
    if constexpr (function == sigmoid_function) return sigmoid(x);
    if constexpr (function == tanh_function) return tanh(x);
    if constexpr (function == softplus_function) return softplus(x);
    if constexpr (function == erf_function) return network::erf(x);
}

/// Of each compiled instruction set: see batches.h.
template <class Isa>
const FunctionTable& function_table();

}  // namespace descent::test
