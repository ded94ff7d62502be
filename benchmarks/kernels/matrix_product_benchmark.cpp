// The products of a matrix rule on the workloads' weights: x^T x above the diagonal and x b of tall ones, x x^T and b x
// of wide ones.
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix x, y, c;
};

void register_shape(const std::string& what, std::size_t rows, std::size_t terms, std::size_t columns, bool is_gram) {
    const std::string name = "matrix_product/" + what + "/" + std::to_string(rows) + "x" + std::to_string(terms) + "x" +
                             std::to_string(columns);
    const bool x_transposed = is_gram && terms > rows;
    const double whole = 2.0 * static_cast<double>(rows * terms * columns);
    register_flops(name, is_gram ? whole / 2 : whole, [=](const kernels::KernelTable& table) -> Call {
        auto at = std::make_shared<Arrays>(Arrays{x_transposed ? Matrix{terms, rows} : Matrix{rows, terms},
                                                  Matrix{terms, columns}, Matrix{rows, columns}});
        return [=, &table] {
            for (std::size_t column = 0; column < at->c.width(); column += 48) {
                table.matrix_product({.x = at->x.data(),
                                      .x_row = x_transposed ? 1 : at->x.stride,
                                      .x_sum = x_transposed ? at->x.stride : 1,
                                      .y = is_gram ? at->x.data() : at->y.data(),
                                      .y_stride = is_gram ? at->x.stride : at->y.stride,
                                      .y_is_transposed = is_gram && !x_transposed,
                                      .y_rows = columns,
                                      .d = nullptr,
                                      .d_stride = 0,
                                      .c = at->c.data(),
                                      .c_stride = at->c.stride,
                                      .alpha = 1,
                                      .beta = 0,
                                      .rows = rows,
                                      .terms = terms,
                                      .first_column = column,
                                      .columns = std::min(column + 48, at->c.width()),
                                      .upper = is_gram});
            }
        };
    });
}

}  // namespace

void register_matrix_product() {
    register_shape("gram", 128, 784, 128, true);
    register_shape("product", 784, 128, 128, false);
    register_shape("product", 128, 128, 784, false);
    register_shape("gram", 1024, 1024, 1024, true);
    register_shape("product", 1024, 1024, 1024, false);
}

}  // namespace descent::bench
