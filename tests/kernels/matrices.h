#pragma once
/// \file
/// Padded matrices as the kernels see them, random or waiting for a result, and the comparison with a double reference.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/aligned_buffer.h"
#include "base/random.h"
#include "kernels/dispatch.h"
#include "support/catch.h"

namespace descent::test {

/// What a kernel must leave alone: results start as it, and floats behind the columns must end as it.
inline constexpr float untouched = -12345.5f;

/// [rows][stride] floats, `columns` of them in use; the stride leaves room to notice writes beyond the columns.
class Matrix {
public:
    Matrix(std::size_t rows, std::size_t columns)
        : rows_(rows),
          columns_(columns),
          stride_(padded(columns) + 16),
          values_(std::max<std::size_t>(1, rows * stride_)) {
        std::fill(values_.span().begin(), values_.span().end(), untouched);
    }
    /// Numbers in [-1, 1) in the columns, zero in the padding to 16.
    static Matrix random(std::size_t rows, std::size_t columns, const std::string& name) {
        Matrix matrix(rows, columns);
        RandomStream stream(rows * 1000003 + columns, name);
        for (std::size_t i = 0; i < rows; ++i) {
            for (std::size_t j = 0; j < padded(columns); ++j) {
                matrix.at(i, j) = j < columns ? static_cast<float>(2 * stream.uniform() - 1) : 0.0f;
            }
        }
        return matrix;
    }
    static std::size_t padded(std::size_t columns) { return (columns + 15) / 16 * 16; }

    float* data() { return values_.data(); }
    const float* data() const { return values_.data(); }
    std::size_t rows() const { return rows_; }
    std::size_t columns() const { return columns_; }  ///< without padding
    std::size_t width() const { return padded(columns_); }
    std::size_t stride() const { return stride_; }
    float& at(std::size_t i, std::size_t j) { return values_.data()[i * stride_ + j]; }
    double at(std::size_t i, std::size_t j) const { return static_cast<double>(values_.data()[i * stride_ + j]); }

    /// The columns of all rows, with their padding.
    std::vector<float> numbers() const {
        std::vector<float> all(rows_ * width());
        for (std::size_t i = 0; i < rows_; ++i) std::copy_n(data() + i * stride_, width(), all.data() + i * width());
        return all;
    }
    bool nothing_written_beyond(std::size_t width) const {
        for (std::size_t i = 0; i < rows_; ++i) {
            for (std::size_t j = width; j < stride_; ++j) {
                if (data()[i * stride_ + j] != untouched) return false;
            }
        }
        return true;
    }

private:
    std::size_t rows_, columns_, stride_;
    AlignedBuffer<float> values_;
};

/// Every number of `actual` lies within `tolerance` of reference(row, column).
inline void check_close(const Matrix& actual, const std::function<double(std::size_t, std::size_t)>& reference,
                        double tolerance) {
    for (std::size_t i = 0; i < actual.rows(); ++i) {
        for (std::size_t j = 0; j < actual.columns(); ++j) {
            const double expected = reference(i, j);
            if (!(std::abs(actual.at(i, j) - expected) <= tolerance)) {
                FAIL("row " << i << " column " << j << ": " << actual.at(i, j) << " instead of " << expected);
            }
        }
    }
    CHECK(actual.nothing_written_beyond(actual.width()));
}

/// Sums of n products of numbers below 1 in float32: a partial sum is about sqrt(n)/3 large, each of n steps rounds it
/// by at most 2^-24 of that, and roundings add like a random walk: n/3 2^-24. Three times that is allowed.
inline double sum_tolerance(std::size_t n) { return (static_cast<double>(n) + 8) * 0x1p-24; }

/// Runs `outcome(table)` with every instruction set of this machine, which checks the numbers itself and returns them;
/// sets with a fused multiply-add must agree in every bit.
template <class Outcome>
void on_every_set(Outcome outcome) {
    std::vector<float> expected;
    std::string expected_set;
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        INFO("instruction set " << to_string(set));
        const std::vector<float> numbers = outcome(kernels::table_for(set));
        if (set == InstructionSet::baseline) continue;
        if (expected_set.empty()) {
            expected = numbers;
            expected_set = to_string(set);
            continue;
        }
        INFO("compared with " << expected_set);
        REQUIRE(numbers.size() == expected.size());
        const auto bits = [](float number) { return std::bit_cast<std::uint32_t>(number); };
        CHECK(std::ranges::equal(numbers, expected, {}, bits, bits));
    }
}

/// Sizes around those of registers and tiles, and primes.
inline const std::vector<std::size_t> sizes = {1, 2, 15, 16, 17, 31, 33, 48, 97, 131};

}  // namespace descent::test
