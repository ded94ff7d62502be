#include "data/moments.h"

#include <descent/value.h>

#include <algorithm>
#include <cmath>

#include "data/elements.h"
#include "data/exact_sum.h"

namespace descent::data {
namespace {

/// Calls `visit(column, value)` row after row, for the values that are there.
template <class Visit>
void for_each_value(const MatrixRows& matrix, Visit visit) {
    with_type(matrix.type, [&](auto zero) {
        using T = decltype(zero);
        for (const std::uint32_t row : matrix.rows) {
            const std::byte* start = matrix.bytes + std::size_t{row} * matrix.columns * sizeof(T);
            for (std::size_t k = 0; k < matrix.columns; ++k) {
                const auto value = static_cast<double>(element<T>(start, k));
                if (value == value) visit(k, value);
            }
        }
    });
}

/// A power of two that brings numbers of that size between 1/2 and 1, or as near as a double can: so sums and squares
/// of them neither overflow nor vanish. Scaling by it is exact.
double unit_for(double size) {
    constexpr int least = -1022, most = 1023;
    if (size == 0) return 1;
    int exponent = 0;
    std::frexp(size, &exponent);
    return std::ldexp(1.0, std::clamp(-exponent, least, most));
}

struct Units {
    std::vector<double> of_values, of_distances;
};

Units units_of(const std::vector<Moments>& columns) {
    Units units;
    for (const Moments& column : columns) {
        const bool empty = column.count == 0;
        units.of_values.push_back(empty ? 1 : unit_for(max(abs(column.smallest), abs(column.largest))));
        const double unit = units.of_values.back();
        units.of_distances.push_back(empty ? 1 : unit_for(column.largest * unit - column.smallest * unit));
    }
    return units;
}

double at_least_one(std::size_t count) { return static_cast<double>(std::max<std::size_t>(count, 1)); }

}  // namespace

std::vector<Moments> measure(const MatrixRows& matrix) {
    std::vector<Moments> columns(matrix.columns);
    for_each_value(matrix, [&](std::size_t k, double x) {
        Moments& column = columns[k];
        ++column.count;
        column.smallest = min(x, column.smallest);
        column.largest = max(x, column.largest);
    });
    const Units units = units_of(columns);
    std::vector<ExactSum> sums(columns.size());
    for_each_value(matrix, [&](std::size_t k, double x) { sums[k].add(x * units.of_values[k]); });
    for (std::size_t k = 0; k < columns.size(); ++k) columns[k].mean = sums[k].value() / at_least_one(columns[k].count);
    // deviation = sqrt(1/n sum_p (x_p - mean)^2), in a pass of its own: the textbook's one-pass form cancels.
    sums.assign(columns.size(), {});
    for_each_value(matrix, [&](std::size_t k, double x) {
        const double distance = (x * units.of_values[k] - columns[k].mean) * units.of_distances[k];
        sums[k].add(distance * distance);
    });
    for (std::size_t k = 0; k < columns.size(); ++k) {
        Moments& column = columns[k];
        column.deviation = sqrt(sums[k].value() / at_least_one(column.count));
        column.deviation = column.deviation / units.of_distances[k] / units.of_values[k];
        column.mean /= units.of_values[k];
    }
    return columns;
}

double median(const MatrixRows& matrix, std::size_t column) {
    std::vector<double> values;
    values.reserve(matrix.rows.size());
    with_type(matrix.type, [&](auto zero) {
        using T = decltype(zero);
        for (const std::uint32_t row : matrix.rows) {
            const auto value = static_cast<double>(element<T>(matrix.bytes, row * matrix.columns + column));
            if (value == value) values.push_back(value);
        }
    });
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1) return *middle;
    return *std::max_element(values.begin(), middle) / 2 + *middle / 2;
}

}  // namespace descent::data
