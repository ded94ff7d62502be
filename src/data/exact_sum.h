#pragma once
/// \file
/// Sums that do not depend on the order of their terms.
///
///     ExactSum sum;
///     for (const double x : numbers) sum.add(x);
///     sum.value()

#include <descent/value.h>

#include <cstdint>

namespace descent::data {

/// Of up to 2^32 numbers between -4 and 4, each cut to a multiple of 2^-60, added as whole numbers without rounding.
/// Others do not count.
class ExactSum {
public:
    void add(double x) {
        const double units = x * per_unit;
        if (!(abs(units) <= most)) return;
        const auto whole = static_cast<std::int64_t>(units);
        high_ += whole >> low_bits;
        low_ += static_cast<std::uint64_t>(whole) & low_mask;
    }

    double value() const {
        const std::int64_t high = high_ + static_cast<std::int64_t>(low_ >> low_bits);
        const auto low = static_cast<double>(low_ & low_mask);
        return (static_cast<double>(high) * (low_mask + 1.0) + low) / per_unit;
    }

private:
    static constexpr double per_unit = 1ll << 60, most = 1ll << 62;
    static constexpr int low_bits = 32;
    static constexpr std::uint64_t low_mask = UINT32_MAX;

    std::int64_t high_ = 0;  // in 2^-28
    std::uint64_t low_ = 0;  // in 2^-60, each term's part below 2^-28
};

}  // namespace descent::data
