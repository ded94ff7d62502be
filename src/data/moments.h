#pragma once
/// \file
/// What is known of the numbers of each column: how many there are, between which two, mean and deviation.
///
///     const auto columns = data::measure({inputs.bytes, inputs.type, inputs.columns, data.rows()});

#include <descent/dataset.h>

#include <limits>
#include <span>
#include <vector>

namespace descent::data {

/// Some rows of a matrix whose numbers lie row after row.
struct MatrixRows {
    const std::byte* bytes = nullptr;
    ElementType type = ElementType::f64;
    std::size_t columns = 0;
    std::span<const std::uint32_t> rows = {};
};

/// Of one column, NaN left out.
struct Moments {
    std::size_t count = 0;
    double smallest = std::numeric_limits<double>::infinity();
    double largest = -std::numeric_limits<double>::infinity();
    double mean = 0;       ///< 0 of no numbers
    double deviation = 0;  ///< sqrt(1/n sum_p (x_p - mean)^2)

    /// Not judged by the deviation: the mean of equal numbers may differ from them in the last bit.
    bool varies() const { return largest > smallest; }
    double range() const { return varies() ? largest - smallest : 0; }
};

/// [any thread] The same bits on every machine and for every order of the rows. Nothing overflows or loses digits,
/// whatever the size of the numbers.
std::vector<Moments> measure(const MatrixRows& matrix);

/// [any thread] The middle one of a column's numbers, or the mean of the two in the middle; 0 of no numbers.
double median(const MatrixRows& matrix, std::size_t column);

}  // namespace descent::data
