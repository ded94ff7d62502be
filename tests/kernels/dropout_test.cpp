// Which units are dropped: the generator against its published values, frequencies, and places that do not matter.
#include <cmath>

#include "kernels/matrices.h"
#include "network/dropout.h"
#include "network/with_activation.h"
#include "support/naive_activation.h"

namespace descent::kernels {
namespace {

using test::Matrix;

constexpr network::Dropout half{.key = 0x123456789abcdef, .draw = 7, .threshold = 1u << 31, .scale = 2};

float factor(const network::Dropout& random, std::size_t position, std::size_t unit) {
    float factors[4];
    random.factors(static_cast<std::uint32_t>(unit / 4), static_cast<std::uint32_t>(position), factors);
    return factors[unit % 4];
}

struct Dropped {
    Matrix a, slopes;
};

/// Activations of random sums, dropped.
Dropped dropped(const KernelTable& table, const Matrix& z, Activation activation, std::size_t position) {
    Dropped result{Matrix(z.rows(), z.columns()), Matrix(z.rows(), z.columns())};
    for (std::size_t p = 0; p < z.rows(); ++p) {
        for (std::size_t j = 0; j < z.width(); ++j) {
            result.a.at(p, j) = static_cast<float>(test::activated(activation, z.at(p, j)));
            if (!network::needs_sum(activation)) continue;
            result.slopes.at(p, j) = static_cast<float>(test::slope(activation, z.at(p, j)));
        }
    }
    table.dropout({.a = result.a.data(),
                   .a_stride = result.a.stride(),
                   .slopes = result.slopes.data(),
                   .patterns = z.rows(),
                   .columns = z.width(),
                   .activation = activation,
                   .random = half,
                   .position = position});
    return result;
}

}  // namespace

// The known answers of Random123's tests, kat_vectors: philox4x32 10.
TEST_CASE("The generator gives the words that its authors publish") {
    struct Known {
        std::uint32_t counter[4];
        std::uint64_t key;
        std::uint32_t words[4];
    };
    const Known all[] = {
        {{0, 0, 0, 0}, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{~0u, ~0u, ~0u, ~0u}, ~std::uint64_t{0}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         0x299f31d0a4093822,
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (const Known& known : all) {
        std::uint32_t words[4];
        std::ranges::copy(known.counter, words);
        network::Philox::draw(words, known.key);
        CHECK(std::ranges::equal(words, known.words));
    }
}

TEST_CASE("dropout multiplies activations and slopes by the factor of their place, for every activation") {
    const Matrix z = Matrix::random(13, 35, "z");
    for (const Activation activation : test::elementwise_activations) {
        INFO(to_string(activation));
        test::on_every_set([&](const KernelTable& table) {
            const Dropped result = dropped(table, z, activation, 32);
            const auto m = [&](std::size_t p, std::size_t j) { return static_cast<double>(factor(half, 32 + p, j)); };
            test::check_close(
                result.a,
                [&](std::size_t p, std::size_t j) { return m(p, j) * test::activated(activation, z.at(p, j)); },
                4 * 0x1p-24);
            // from an output that is rounded: 1 - a^2 loses two of its last places
            test::check_close(
                result.slopes,
                [&](std::size_t p, std::size_t j) { return m(p, j) * test::slope(activation, z.at(p, j)); },
                16 * 0x1p-24);
            std::vector<float> all = result.a.numbers();
            for (const float slope : result.slopes.numbers()) all.push_back(slope);
            return all;
        });
    }
}

TEST_CASE("The share of dropped units is P, of each unit, of each pattern, and whatever the step") {
    for (const double share : {0.1, 0.5, 0.9}) {
        const network::Dropout random{.key = 99,
                                      .draw = 3,
                                      .threshold = static_cast<std::uint32_t>(share * 0x1p32),
                                      .scale = static_cast<float>(1 / (1 - share))};
        constexpr std::size_t n = 200;
        std::vector<double> by_unit(n), by_pattern(n);
        for (std::size_t p = 0; p < n; ++p) {
            for (std::size_t j = 0; j < n; ++j) {
                if (factor(random, p, j) != 0) continue;
                by_unit[j] += 1;
                by_pattern[p] += 1;
            }
        }
        // five standard errors
        const double wide = 5 * std::sqrt(share * (1 - share) * n);
        double total = 0;
        for (std::size_t i = 0; i < n; ++i) {
            CHECK(std::abs(by_unit[i] - share * n) < wide);
            CHECK(std::abs(by_pattern[i] - share * n) < wide);
            total += by_unit[i];
        }
        CHECK(std::abs(total - share * n * n) < 5 * std::sqrt(share * (1 - share)) * n);
    }
}

TEST_CASE("Keys and draws give other units") {
    const auto differing = [](const network::Dropout& other) {
        std::size_t count = 0;
        for (std::size_t j = 0; j < 400; ++j) count += factor(half, 0, j) != factor(other, 0, j) ? 1 : 0;
        return count;
    };
    network::Dropout other = half;
    CHECK(differing(other) == 0);
    other.draw = 8;
    CHECK(std::abs(static_cast<double>(differing(other)) - 200) < 50);  // five standard errors of 10
    other = half;
    other.key += std::uint64_t{1} << 40;
    CHECK(std::abs(static_cast<double>(differing(other)) - 200) < 50);
}

}  // namespace descent::kernels
