// a = f(x w + bias) against sums in double.
#include "kernels/matrices.h"
#include "network/with_activation.h"
#include "support/naive_activation.h"

namespace descent::kernels {
namespace {

using test::Matrix;

void check(std::size_t patterns, std::size_t fan_in, std::size_t units, Activation activation) {
    INFO(patterns << " patterns, " << fan_in << " inputs, " << units << " units, " << to_string(activation));
    const Matrix x = Matrix::random(patterns, fan_in, "x");
    const Matrix w = Matrix::random(fan_in, units, "w");
    const Matrix bias = Matrix::random(1, units, "bias");
    const auto sum = [&](std::size_t p, std::size_t j) {
        double z = bias.at(0, j);
        for (std::size_t k = 0; k < fan_in; ++k) z += x.at(p, k) * w.at(k, j);
        return z;
    };
    test::on_every_set([&](const KernelTable& table) {
        Matrix a(patterns, units), slopes(patterns, units);
        table.dense_forward({.x = x.data(),
                             .x_stride = x.stride(),
                             .w = w.data(),
                             .w_stride = w.stride(),
                             .bias = bias.data(),
                             .a = a.data(),
                             .a_stride = a.stride(),
                             .patterns = patterns,
                             .fan_in = fan_in,
                             .columns = w.width(),
                             .activation = activation,
                             .slopes = slopes.data()});
        test::check_close(
            a, [&](std::size_t p, std::size_t j) { return test::activated(activation, sum(p, j)); },
            2 * test::sum_tolerance(fan_in));  // slopes reach 1.13 and a selu 1.76
        if (!network::needs_sum(activation)) {
            CHECK(slopes.nothing_written_beyond(0));
            return a.numbers();
        }
        test::check_close(
            slopes, [&](std::size_t p, std::size_t j) { return test::slope(activation, sum(p, j)); },
            2 * test::sum_tolerance(fan_in));
        std::vector<float> all = a.numbers();
        for (const float slope : slopes.numbers()) all.push_back(slope);
        return all;
    });
}

}  // namespace

TEST_CASE("dense_forward equals sums in double for sizes around tiles and registers") {
    for (const std::size_t patterns : test::sizes) {
        for (const std::size_t units : test::sizes) check(patterns, 37, units, Activation::identity);
    }
}

TEST_CASE("dense_forward equals sums in double for every number of inputs, none and beyond a block included") {
    for (const std::size_t fan_in : {0, 1, 2, 15, 16, 17, 784, 1023, 1024, 1025, 2500}) {
        check(9, fan_in, 50, Activation::identity);
    }
}

TEST_CASE("dense_forward equals sums in double where the weights exceed the second-level cache") {
    for (const std::size_t patterns : {32, 45}) {
        check(patterns, 1041, 150, Activation::tanh);
        check(patterns, 300, 450, Activation::identity);
    }
}

TEST_CASE("dense_forward applies every activation") {
    for (const Activation activation : test::elementwise_activations) {
        check(13, 29, 35, activation);
        check(3, 1500, 17, activation);
    }
}

TEST_CASE("dense_forward writes nothing when there is no pattern") { check(0, 5, 5, Activation::sigmoid); }

}  // namespace descent::kernels
