// c = alpha x y + beta d, x and y as they are or transposed, against sums in double.
#include "kernels/matrices.h"

namespace descent::kernels {
namespace {

using test::Matrix;

struct Shape3 {
    std::size_t rows, terms, columns;
};

struct Operands {
    Matrix x, y, d;
    bool x_is_transposed, y_is_transposed;
    Shape3 shape;

    Operands(const Shape3& s, bool x_transposed, bool y_transposed)
        : x(x_transposed ? Matrix::random(s.terms, s.rows, "x") : Matrix::random(s.rows, s.terms, "x")),
          y(y_transposed ? Matrix::random(s.columns, s.terms, "y") : Matrix::random(s.terms, s.columns, "y")),
          d(Matrix::random(s.rows, s.columns, "d")),
          x_is_transposed(x_transposed),
          y_is_transposed(y_transposed),
          shape(s) {}

    MatrixProduct call(Matrix& c) const {
        return {.x = x.data(),
                .x_row = x_is_transposed ? 1 : x.stride(),
                .x_sum = x_is_transposed ? x.stride() : 1,
                .y = y.data(),
                .y_stride = y.stride(),
                .y_is_transposed = y_is_transposed,
                .y_rows = shape.columns,
                .d = d.data(),
                .d_stride = d.stride(),
                .c = c.data(),
                .c_stride = c.stride(),
                .alpha = 0.5F,
                .beta = -2,
                .rows = shape.rows,
                .terms = shape.terms,
                .first_column = 0,
                .columns = c.width(),
                .upper = false};
    }
    Matrix result() const { return {shape.rows, shape.columns}; }
    double expected(std::size_t i, std::size_t j) const {
        double sum = 0;
        for (std::size_t s = 0; s < shape.terms; ++s) {
            sum += (x_is_transposed ? x.at(s, i) : x.at(i, s)) * (y_is_transposed ? y.at(j, s) : y.at(s, j));
        }
        return 0.5 * sum - 2 * d.at(i, j);
    }
};

}  // namespace

TEST_CASE("matrix_product equals sums in double for every transposition and sizes around tiles and panels") {
    for (const Shape3& shape : std::vector<Shape3>{
             {1, 1, 1}, {3, 5, 2}, {7, 16, 17}, {16, 33, 48}, {21, 40, 50}, {50, 7, 97}, {13, 1030, 70}}) {
        for (const bool x_transposed : {false, true}) {
            for (const bool y_transposed : {false, true}) {
                INFO(shape.rows << " x " << shape.terms << " x " << shape.columns << ", transposed: " << x_transposed
                                << " " << y_transposed);
                const Operands operands(shape, x_transposed, y_transposed);
                test::on_every_set([&](const KernelTable& table) {
                    Matrix c = operands.result();
                    table.matrix_product(operands.call(c));
                    test::check_close(
                        c, [&](std::size_t i, std::size_t j) { return operands.expected(i, j); },
                        test::sum_tolerance(shape.terms));
                    return c.numbers();
                });
            }
        }
    }
}

TEST_CASE("matrix_product of parts of the columns, and above the diagonal alone, has the bits of the whole") {
    const Operands operands({120, 60, 120}, false, true);
    test::on_every_set([&](const KernelTable& table) {
        Matrix whole = operands.result(), parts = operands.result(), upper = operands.result();
        table.matrix_product(operands.call(whole));
        for (const auto& [first, end] : {std::pair{96, 128}, {0, 48}, {48, 96}}) {
            for (Matrix* const c : {&parts, &upper}) {
                MatrixProduct call = operands.call(*c);
                call.first_column = static_cast<std::size_t>(first);
                call.columns = static_cast<std::size_t>(end);
                call.upper = c == &upper;
                table.matrix_product(call);
            }
        }
        CHECK(parts.numbers() == whole.numbers());
        for (std::size_t i = 0; i < 120; ++i) {
            for (std::size_t j = i; j < 120; ++j) REQUIRE(upper.at(i, j) == whole.at(i, j));
        }
        CHECK(upper.numbers()[119 * 128] == test::untouched);  // nobody asked for it
        return whole.numbers();
    });
}

}  // namespace descent::kernels
