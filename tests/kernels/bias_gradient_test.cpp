// gradient[j] = sum_p delta[p][j], in the order that weights have.
#include "kernels/matrices.h"
#include "parallel/pieces.h"

namespace descent::kernels {
namespace {

using test::Matrix;

BiasGradient call_of(const Matrix& delta, const std::vector<std::size_t>& pieces, Matrix& gradient) {
    return {.delta = delta.data(),
            .delta_stride = delta.stride(),
            .gradient = gradient.data(),
            .pieces = pieces.data(),
            .piece_count = pieces.size() - 1,
            .columns = delta.width(),
            .accumulate = false};
}

}  // namespace

TEST_CASE("bias_gradient equals sums in double") {
    for (const std::size_t patterns : {0, 1, 15, 16, 17, 255, 512, 1025, 4100}) {
        for (const std::size_t columns : test::sizes) {
            INFO(patterns << " patterns, " << columns << " columns");
            const Matrix delta = Matrix::random(patterns, columns, "delta");
            std::vector<std::size_t> pieces;
            parallel::piece_borders(patterns, pieces);
            test::on_every_set([&](const KernelTable& table) {
                Matrix gradient(1, columns);
                table.bias_gradient(call_of(delta, pieces, gradient));
                test::check_close(
                    gradient,
                    [&](std::size_t, std::size_t j) {
                        double sum = 0;
                        for (std::size_t p = 0; p < patterns; ++p) sum += delta.at(p, j);
                        return sum;
                    },
                    test::sum_tolerance(patterns));
                return gradient.numbers();
            });
        }
    }
}

TEST_CASE("bias_gradient has the bits of a weight whose input is always 1") {
    for (const std::size_t patterns : {16, 300, 1024, 5000}) {
        const Matrix delta = Matrix::random(patterns, 37, "delta");
        Matrix ones(patterns, 1);
        for (std::size_t p = 0; p < patterns; ++p) ones.at(p, 0) = 1;
        std::vector<std::size_t> pieces;
        parallel::piece_borders(patterns, pieces);
        test::on_every_set([&](const KernelTable& table) {
            Matrix bias(1, 37), weight(1, 37);
            table.bias_gradient(call_of(delta, pieces, bias));
            table.weight_gradient({.a = ones.data(),
                                   .a_stride = ones.stride(),
                                   .delta = delta.data(),
                                   .delta_stride = delta.stride(),
                                   .gradient = weight.data(),
                                   .gradient_stride = weight.stride(),
                                   .pieces = pieces.data(),
                                   .piece_count = pieces.size() - 1,
                                   .rows = 1,
                                   .columns = delta.width(),
                                   .accumulate = false});
            CHECK(bias.numbers() == weight.numbers());
            return bias.numbers();
        });
    }
}

TEST_CASE("bias_gradient goes on from what is there, and blocks of patterns change no bit") {
    const Matrix delta = Matrix::random(100, 20, "delta");
    const std::vector<std::size_t> whole = {0, 100}, first = {0, 48}, rest = {48, 100};
    test::on_every_set([&](const KernelTable& table) {
        Matrix expected(1, 20), actual(1, 20);
        table.bias_gradient(call_of(delta, whole, expected));
        table.bias_gradient(call_of(delta, first, actual));
        BiasGradient more = call_of(delta, rest, actual);
        more.accumulate = true;
        table.bias_gradient(more);
        CHECK(actual.numbers() == expected.numbers());
        return actual.numbers();
    });
}

}  // namespace descent::kernels
