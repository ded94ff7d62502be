#pragma once
/// \file
/// Whole powers by multiplication: the same bits on every machine.

#include <cstdint>

namespace descent::training {

/// base^exponent; 0^0 is 1. By squaring, so in at most 128 products. [any thread]
inline double whole_power(double base, std::uint64_t exponent) {
    double result = 1.0;
    for (; exponent != 0; exponent >>= 1U) {
        if ((exponent & 1U) != 0) result *= base;
        base *= base;
    }
    return result;
}

}  // namespace descent::training
