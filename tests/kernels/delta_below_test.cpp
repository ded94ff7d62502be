// below = (delta w^T) f'(a) against sums in double.
#include "kernels/matrices.h"
#include "network/with_activation.h"
#include "support/naive_activation.h"

namespace descent::kernels {
namespace {

using test::Matrix;

void check(std::size_t patterns, std::size_t fan_out, std::size_t units, Activation activation) {
    INFO(patterns << " patterns, " << fan_out << " units above, " << units << " below, " << to_string(activation));
    const Matrix delta = Matrix::random(patterns, fan_out, "delta");
    const Matrix w = Matrix::random(units, fan_out, "w");
    const Matrix z = Matrix::random(patterns, units, "z");
    Matrix kept = Matrix::random(patterns, units, "z");
    for (std::size_t p = 0; p < patterns; ++p) {
        for (std::size_t k = 0; k < units; ++k) {
            const bool slope = network::needs_sum(activation);
            kept.at(p, k) = static_cast<float>((slope ? test::slope : test::activated)(activation, z.at(p, k)));
        }
    }
    test::on_every_set([&](const KernelTable& table) {
        Matrix below(patterns, units);
        table.delta_below({.delta = delta.data(),
                           .delta_stride = delta.stride(),
                           .w = w.data(),
                           .w_stride = w.stride(),
                           .kept = kept.data(),
                           .kept_stride = kept.stride(),
                           .below = below.data(),
                           .below_stride = below.stride(),
                           .patterns = patterns,
                           .fan_out = fan_out,
                           .units = units,
                           .activation = activation,
                           .kept_are_slopes = network::needs_sum(activation)});
        test::check_close(
            below,
            [&](std::size_t p, std::size_t k) {
                double sum = 0;
                for (std::size_t j = 0; j < fan_out; ++j) sum += delta.at(p, j) * w.at(k, j);
                return sum * test::slope(activation, z.at(p, k));
            },
            2 * test::sum_tolerance(fan_out));  // slopes reach 1.13
        return below.numbers();
    });
}

}  // namespace

TEST_CASE("delta_below equals sums in double for sizes around tiles and registers") {
    for (const std::size_t patterns : test::sizes) {
        for (const std::size_t units : test::sizes) check(patterns, 11, units, Activation::sigmoid);
    }
}

TEST_CASE("delta_below equals sums in double for one unit above and for more than a block") {
    for (const std::size_t fan_out : {1, 10, 16, 784, 1024, 1025, 2100}) check(7, fan_out, 40, Activation::tanh);
}

TEST_CASE("delta_below equals sums in double where the weights exceed the second-level cache") {
    for (const std::size_t patterns : {32, 45}) {
        check(patterns, 1041, 150, Activation::tanh);
        check(patterns, 300, 450, Activation::identity);
    }
}

TEST_CASE("delta_below multiplies by the slope of every activation") {
    for (const Activation activation : test::elementwise_activations) check(13, 29, 35, activation);
}

TEST_CASE("delta_below writes nothing when there is no pattern") { check(0, 5, 5, Activation::sigmoid); }

}  // namespace descent::kernels
