#include "kernels/matrices.h"

namespace descent::kernels {

TEST_CASE("transpose exchanges the sides of matrices of any size and writes nothing else") {
    for (const std::size_t rows : {0, 1, 2, 15, 16, 17, 33, 128, 131}) {
        for (const std::size_t columns : {0, 1, 2, 15, 16, 17, 33, 128, 131}) {
            INFO(rows << " rows, " << columns << " columns");
            const test::Matrix w = test::Matrix::random(rows, columns, "w");
            test::on_every_set([&](const KernelTable& table) {
                test::Matrix turned(columns, rows);
                table.transpose({.w = w.data(),
                                 .w_stride = w.stride(),
                                 .w_transposed = turned.data(),
                                 .transposed_stride = turned.stride(),
                                 .rows = rows,
                                 .columns = columns});
                for (std::size_t k = 0; k < rows; ++k) {
                    for (std::size_t j = 0; j < columns; ++j) REQUIRE(turned.at(j, k) == w.data()[k * w.stride() + j]);
                }
                CHECK(turned.nothing_written_beyond(rows));
                return turned.numbers();
            });
        }
    }
}

}  // namespace descent::kernels
