#include "network/initialise.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "support/catch.h"

namespace descent::network {
namespace {

std::vector<float> initialised(const Network& network, Initialisation initialisation, std::uint64_t seed = 1) {
    const Layout layout = make_layout(network);
    std::vector<float> arena(layout.size, std::nanf(""));
    initialise(layout, initialisation, seed, arena);
    return arena;
}

/// The values of a tensor without its padding.
std::vector<float> values_of(const Tensor& tensor, const std::vector<float>& arena) {
    std::vector<float> values;
    for (std::size_t row = 0; row < tensor.rows; ++row) {
        const auto first = arena.begin() + static_cast<std::ptrdiff_t>(tensor.offset + row * tensor.stride);
        values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(tensor.columns));
    }
    return values;
}

double mean(const std::vector<float>& values) {
    double sum = 0;
    for (const float v : values) sum += v;
    return sum / static_cast<double>(values.size());
}

double variance(const std::vector<float>& values) {
    const double m = mean(values);
    double sum = 0;
    for (const float v : values) sum += (v - m) * (v - m);
    return sum / static_cast<double>(values.size());
}

float largest(const std::vector<float>& values) {
    float result = 0;
    for (const float v : values) result = std::max(result, std::abs(v));
    return result;
}

const Network wide{.inputs = 200, .layers = {{100, Activation::tanh}, {10, Activation::softmax}}};

}  // namespace

TEST_CASE("Uniform initialisations fill exactly their interval and have its variance") {
    const Layout layout = make_layout(wide);
    struct Case {
        Initialisation initialisation;
        double bound;
    };
    for (const Case& c : {Case{Initialisation::glorot_uniform, std::sqrt(6.0 / 300)},
                          Case{Initialisation::scikit_learn, std::sqrt(6.0 / 300)},
                          Case{Initialisation::he_uniform, std::sqrt(6.0 / 200)},
                          Case{Initialisation::torch_linear, 1 / std::sqrt(200.0)}}) {
        const auto values = values_of(layout.weight(0), initialised(wide, c.initialisation));
        CHECK(largest(values) <= static_cast<float>(c.bound));
        CHECK(largest(values) > 0.999 * c.bound);  // 20000 draws: P(none beyond) = 0.999^20000 = 2e-9
        // standard errors: mean bound / sqrt(3 * 20000), variance 0.9 % of itself; five of them
        CHECK(std::abs(mean(values)) < 5 * c.bound / std::sqrt(60000.0));
        CHECK(variance(values) == Approx(c.bound * c.bound / 3).epsilon(0.035));
    }
}

TEST_CASE("Normal initialisations have mean 0, their variance, and the tails of a normal distribution") {
    const Layout layout = make_layout(wide);
    struct Case {
        Initialisation initialisation;
        double variance;
    };
    for (const Case& c : {Case{Initialisation::glorot_normal, 2.0 / 300}, Case{Initialisation::he_normal, 2.0 / 200},
                          Case{Initialisation::lecun_normal, 1.0 / 200}}) {
        const auto values = values_of(layout.weight(0), initialised(wide, c.initialisation));
        CHECK(std::abs(mean(values)) < 5 * std::sqrt(c.variance / 20000));
        CHECK(variance(values) == Approx(c.variance).epsilon(0.05));  // five standard errors: 5 sqrt(2 / 20000)
        int beyond_two = 0;
        for (const float v : values) beyond_two += std::abs(v) > 2 * std::sqrt(c.variance) ? 1 : 0;
        CHECK(beyond_two == Approx(0.0455 * 20000).epsilon(0.17));  // five standard errors of 910
        CHECK(largest(values) > 3.2 * std::sqrt(c.variance));
    }
}

TEST_CASE("Biases start at zero but for torch-linear and scikit-learn, whose bounds are those of the weights") {
    const Layout layout = make_layout(wide);
    CHECK(largest(values_of(layout.bias(0), initialised(wide, Initialisation::glorot_uniform))) == 0.0f);
    CHECK(largest(values_of(layout.bias(1), initialised(wide, Initialisation::he_normal))) == 0.0f);
    for (const auto& [initialisation, bound] : {std::pair(Initialisation::torch_linear, 1 / std::sqrt(200.0)),
                                                std::pair(Initialisation::scikit_learn, std::sqrt(6.0 / 300))}) {
        const auto biases = values_of(layout.bias(0), initialised(wide, initialisation));
        CHECK(largest(biases) <= static_cast<float>(bound));
        CHECK(largest(biases) > 0.9 * bound);
    }
}

TEST_CASE("Padding starts at zero") {
    const Layout layout = make_layout(wide);
    const auto arena = initialised(wide, Initialisation::torch_linear);
    for (const Tensor& tensor : layout.tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = tensor.columns; column < tensor.stride; ++column) {
                REQUIRE(arena[tensor.offset + row * tensor.stride + column] == 0.0f);
            }
        }
    }
}

TEST_CASE("The same seed gives the same weights and another seed others") {
    const auto first = initialised(wide, Initialisation::glorot_uniform, 7);
    CHECK(first == initialised(wide, Initialisation::glorot_uniform, 7));
    CHECK(first != initialised(wide, Initialisation::glorot_uniform, 8));
}

TEST_CASE("A layer starts the same whatever layers stand around it") {
    const Network other{.inputs = 200, .layers = {{100, Activation::relu}, {3, Activation::relu}, {2}}};
    const auto a = initialised(wide, Initialisation::he_uniform);
    const auto b = initialised(other, Initialisation::he_uniform);
    CHECK(values_of(make_layout(wide).weight(0), a) == values_of(make_layout(other).weight(0), b));
}

TEST_CASE("Two layers of the same shape start with different weights") {
    const Network square{.inputs = 20, .layers = {{20}, {20}}};
    const auto arena = initialised(square, Initialisation::glorot_uniform);
    const Layout layout = make_layout(square);
    CHECK(values_of(layout.weight(0), arena) != values_of(layout.weight(1), arena));
}

TEST_CASE("Initial weights are the same bits on every machine") {
    const Network small{.inputs = 2, .layers = {{1, Activation::sigmoid}}};
    const auto bits = [&](Initialisation initialisation) {
        const auto arena = initialised(small, initialisation);
        return std::vector<std::uint32_t>{std::bit_cast<std::uint32_t>(arena[0]),
                                          std::bit_cast<std::uint32_t>(arena[16])};
    };
    // Written down once; they enter every trained result, so they must never change.
    CHECK(bits(Initialisation::glorot_uniform) == std::vector<std::uint32_t>{0xbf86f19d, 0x3f0f1f33});
    CHECK(bits(Initialisation::he_normal) == std::vector<std::uint32_t>{0xbf3a69ce, 0x3ec5b5e9});
}

}  // namespace descent::network
