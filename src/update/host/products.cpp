#include "update/host/products.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include <descent/error.h>

#include "base/text.h"
#include "kernels/table.h"
#include "network/layout.h"
#include "parallel/team.h"
#include "update/blocks.h"

namespace descent::update {
namespace {

/// Columns of c that one task computes at least: whole panels of every instruction set.
constexpr std::size_t panel_columns = 48;
/// Rows of c that one task computes at least, where there are few panels: each packs its panels anew.
constexpr std::size_t least_rows = 96;

struct Side {
    std::uint64_t rows, columns;
};

template <class Matrix>
Side side_of(const Matrix& matrix, bool is_transposed) {
    return is_transposed ? Side{matrix.columns, matrix.rows} : Side{matrix.rows, matrix.columns};
}

std::string text_of(Side side) { return to_text(side.rows) + " x " + to_text(side.columns); }

template <class Matrix>
void check_matrix(const Matrix& matrix, const char* name) {
    if (matrix.numbers == nullptr) throw Error(std::string("matrix ") + name + " is null: is its slot unused?");
    if (reinterpret_cast<std::uintptr_t>(matrix.numbers) % 64 != 0) {
        throw Error(std::string("matrix ") + name + " is not aligned to 64 bytes");
    }
    if (matrix.stride < matrix.columns || matrix.stride % network::lane_count != 0) {
        throw Error(std::string("matrix ") + name + " has " + to_text(matrix.columns) + " columns and stride " +
                    to_text(matrix.stride) + ", expected a multiple of 16 that is not below");
    }
}

template <class Value>
void check(const ProductOf<Value>& p) {
    check_matrix(p.a, "a");
    check_matrix(p.b, "b");
    check_matrix(p.c, "c");
    const Side a = side_of(p.a, p.a_is_transposed), b = side_of(p.b, p.b_is_transposed), c = side_of(p.c, false);
    if (a.columns != b.rows || c.rows != a.rows || c.columns != b.columns) {
        throw Error("the product of " + text_of(a) + " and " + text_of(b) + " is no matrix of " + text_of(c));
    }
    if (p.c.numbers == p.a.numbers || p.c.numbers == p.b.numbers || (p.d != nullptr && p.c.numbers == p.d->numbers)) {
        throw Error("the result of a product is an operand of it, expected a matrix of its own");
    }
    if (p.d == nullptr) return;
    check_matrix(*p.d, "d");
    if (p.d->rows != c.rows || p.d->columns != c.columns) {
        throw Error("a matrix of " + text_of(side_of(*p.d, false)) + " cannot be added to one of " + text_of(c));
    }
}

/// Part of a product: all columns of some panels, rows [first, first + rows).
void run_part(const ProductOf<float>& p, const kernels::KernelTable& table, std::size_t first, std::size_t rows,
              std::size_t first_column, std::size_t columns) {
    const std::size_t x_row = p.a_is_transposed ? 1 : p.a.stride, x_sum = p.a_is_transposed ? p.a.stride : 1;
    table.matrix_product({.x = p.a.numbers + first * x_row,
                          .x_row = x_row,
                          .x_sum = x_sum,
                          .y = p.b.numbers,
                          .y_stride = p.b.stride,
                          .y_is_transposed = p.b_is_transposed,
                          .y_rows = p.c.columns,
                          .d = p.d == nullptr ? nullptr : p.d->numbers + first * p.d->stride,
                          .d_stride = p.d == nullptr ? 0 : p.d->stride,
                          .c = p.c.numbers + first * p.c.stride,
                          .c_stride = p.c.stride,
                          .alpha = static_cast<float>(p.alpha),
                          .beta = static_cast<float>(p.beta),
                          .rows = rows,
                          .terms = side_of(p.a, p.a_is_transposed).columns,
                          .first_column = first_column,
                          .columns = columns,
                          .upper = p.is_symmetric});
}

/// In double, for checks: small, so on one thread.
void run_part(const ProductOf<double>& p, const kernels::KernelTable&, std::size_t first, std::size_t rows,
              std::size_t first_column, std::size_t columns) {
    const auto at = [](const descent_double_matrix& m, bool is_transposed, std::size_t row, std::size_t column) {
        return is_transposed ? m.numbers[column * m.stride + row] : m.numbers[row * m.stride + column];
    };
    for (std::size_t i = first; i < first + rows; ++i) {
        for (std::size_t j = first_column; j < std::min<std::size_t>(columns, p.c.columns); ++j) {
            double sum = 0;
            for (std::size_t s = 0; s < side_of(p.a, p.a_is_transposed).columns; ++s) {
                sum = std::fma(at(p.a, p.a_is_transposed, i, s), at(p.b, p.b_is_transposed, s, j), sum);
            }
            const double added = p.d == nullptr ? 0 : p.beta * p.d->numbers[i * p.d->stride + j];
            p.c.numbers[i * p.c.stride + j] = p.alpha * sum + added;
        }
    }
}

template <class Matrix>
void clear_padding_of(const Matrix& c, std::size_t first, std::size_t rows) {
    for (std::size_t row = first; row < first + rows; ++row) {
        std::fill(c.numbers + row * c.stride + c.columns, c.numbers + (row + 1) * c.stride, 0);
    }
}

/// What lies left below the diagonal, from what lies right above it.
template <class Matrix>
void mirror(const Matrix& c, std::size_t first, std::size_t rows) {
    constexpr std::size_t block = 16;
    for (std::size_t column = 0; column < first + rows; column += block) {
        for (std::size_t i = first; i < first + rows; ++i) {
            for (std::size_t j = column; j < std::min(column + block, i); ++j) {
                c.numbers[i * c.stride + j] = c.numbers[j * c.stride + i];
            }
        }
    }
}

}  // namespace

template <class Value>
void multiply(const ProductOf<Value>& p, const kernels::KernelTable& table, parallel::Team& team) {
    check(p);
    const std::size_t columns = (p.c.columns + network::lane_count - 1) / network::lane_count * network::lane_count;
    const std::size_t panels = (columns + panel_columns - 1) / panel_columns;
    const std::uint64_t work = p.c.rows * p.c.columns * side_of(p.a, p.a_is_transposed).columns;
    if (p.is_symmetric) {  // the last panel is the longest, so it comes first
        for_each_block(team, panels, work, [&](std::size_t i) {
            const std::size_t column = (panels - 1 - i) * panel_columns;
            run_part(p, table, 0, p.c.rows, column, std::min(column + panel_columns, columns));
            if (i == 0) clear_padding_of(p.c, 0, p.c.rows);
        });
        const std::size_t parts = (p.c.rows + least_rows - 1) / least_rows;
        return for_each_block(team, parts, work, [&](std::size_t i) {
            mirror(p.c, i * least_rows, std::min<std::size_t>(least_rows, p.c.rows - i * least_rows));
        });
    }
    const std::size_t wanted = team.size() == 1 ? 1 : (4 * team.size() + panels - 1) / panels;
    const std::size_t cuts = std::clamp<std::size_t>(p.c.rows / least_rows, 1, wanted);
    for_each_block(team, panels * cuts, work, [&](std::size_t i) {
        const std::size_t column = i % panels * panel_columns, cut = i / panels;
        const std::size_t first = p.c.rows * cut / cuts, end = p.c.rows * (cut + 1) / cuts;
        run_part(p, table, first, end - first, column, std::min(column + panel_columns, columns));
        if (i % panels == panels - 1) clear_padding_of(p.c, first, end - first);
    });
}

template <class Value>
void scale(const typename MatrixTypes<Value>::Matrix& c, double alpha, const typename MatrixTypes<Value>::Matrix& a,
           parallel::Team& team) {
    check_matrix(a, "a");
    check_matrix(c, "c");
    if (c.rows != a.rows || c.columns != a.columns) {
        throw Error("a multiple of " + text_of(side_of(a, false)) + " is no matrix of " + text_of(side_of(c, false)));
    }
    for_each_block(team, c.rows, c.rows * c.columns, [&, factor = static_cast<Value>(alpha)](std::size_t row) {
        const Value* const from = a.numbers + row * a.stride;
        Value* const to = c.numbers + row * c.stride;
        for (std::size_t j = 0; j < c.columns; ++j) to[j] = factor * from[j];
        clear_padding_of(c, row, 1);
    });
}

template <class Value>
void row_sums(const typename MatrixTypes<Value>::Matrix& a, double* sums, parallel::Team& team) {
    check_matrix(a, "a");
    for_each_block(team, a.rows, a.rows * a.columns, [&](std::size_t row) {
        double sum = 0;
        for (std::size_t j = 0; j < a.columns; ++j) sum += static_cast<double>(a.numbers[row * a.stride + j]);
        sums[row] = sum;
    });
}

template <class Value>
void column_sums(const typename MatrixTypes<Value>::Matrix& a, double* sums, parallel::Team& team) {
    check_matrix(a, "a");
    constexpr std::size_t width = network::lane_count;
    for_each_block(team, (a.columns + width - 1) / width, a.rows * a.columns, [&](std::size_t part) {
        const std::size_t first = part * width, end = std::min<std::size_t>(first + width, a.columns);
        std::fill(sums + first, sums + end, 0.0);
        for (std::size_t row = 0; row < a.rows; ++row) {
            for (std::size_t j = first; j < end; ++j) sums[j] += static_cast<double>(a.numbers[row * a.stride + j]);
        }
    });
}

#define DESCENT_FOR_VALUE(Value)                                                                             \
    template void multiply<Value>(const ProductOf<Value>&, const kernels::KernelTable&, parallel::Team&);    \
    template void scale<Value>(const MatrixTypes<Value>::Matrix&, double, const MatrixTypes<Value>::Matrix&, \
                               parallel::Team&);                                                             \
    template void row_sums<Value>(const MatrixTypes<Value>::Matrix&, double*, parallel::Team&);              \
    template void column_sums<Value>(const MatrixTypes<Value>::Matrix&, double*, parallel::Team&);
DESCENT_FOR_VALUE(float)
DESCENT_FOR_VALUE(double)
#undef DESCENT_FOR_VALUE

}  // namespace descent::update
