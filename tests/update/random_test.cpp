// Random numbers for rules: a function of seed, step, draw and position.
#include <descent/plugin/draft/random.h>

#include <cmath>
#include <vector>

#include "support/catch.h"

namespace {

std::uint32_t bits(std::uint64_t seed, std::uint64_t step, std::uint32_t draw, std::uint64_t position) {
    return descent_random_bits(descent_random_keys(seed, step, draw), position);
}

}  // namespace

TEST_CASE("random bits are those of an implementation in Python") {
    // printed by tests/reference/random_bits.py
    CHECK(bits(0, 0, 0, 0) == 0x4e3c99ed);
    CHECK(bits(1, 1, 0, 0) == 0x313992fb);
    CHECK(bits(1, 2, 0, 17) == 0x8d357172);
    CHECK(bits((1ULL << 63U) + 5, 1000000000000, 3, 4294967295) == 0x844cef26);
}

TEST_CASE("random numbers are uniform, and neighbours, steps, draws and seeds are not correlated") {
    // 2^16 numbers: the mean is 0.5 within 5 deviations of sqrt(1/12 / n), correlations 0 within 5 / sqrt(n)
    constexpr std::size_t count = 65536;
    const auto column = [](std::uint64_t seed, std::uint64_t step, std::uint32_t draw, std::uint64_t first) {
        const descent_random_key key = descent_random_keys(seed, step, draw);
        std::vector<double> result;
        for (std::size_t i = 0; i < count; ++i) {
            result.push_back(static_cast<double>(descent_random_uniform(key, first + i)) - 0.5);
        }
        return result;
    };
    const auto product = [](const std::vector<double>& a, const std::vector<double>& b) {
        double sum = 0;
        for (std::size_t i = 0; i < count; ++i) sum += a[i] * b[i];
        return 12 * sum / count;
    };
    const std::vector<double> usual = column(7, 3, 0, 0);
    double sum = 0;
    for (const double u : usual) {
        CHECK((u >= -0.5 && u < 0.5));
        sum += u;
    }
    const double bound = 5 / std::sqrt(static_cast<double>(count));
    CHECK(std::abs(sum / count) < bound / std::sqrt(12.0));
    CHECK(std::abs(product(usual, usual) - 1) < bound);
    for (const auto& other : {column(7, 3, 0, 1), column(7, 4, 0, 0), column(7, 3, 1, 0), column(8, 3, 0, 0)}) {
        CHECK(std::abs(product(usual, other)) < bound);
    }
}

TEST_CASE("normal random numbers are those of an implementation in Python") {
    // printed by tests/reference/random_bits.py, whose polynomial is in double: here it has 30 bits, and the result 24
    const auto normal = [](std::uint64_t seed, std::uint64_t step, std::uint64_t position) {
        return static_cast<double>(descent_random_normal(descent_random_keys(seed, step, 0), position));
    };
    CHECK(normal(0, 0, 0) == Approx(-0.040893386259622376).epsilon(1e-6));
    CHECK(normal(1, 1, 0) == Approx(0.8773723146767107).epsilon(1e-6));
    CHECK(normal(1, 2, 17) == Approx(-0.5141776707087159).epsilon(1e-6));
}

TEST_CASE("normal random numbers are normally distributed, and neighbours are not correlated") {
    // 2^16 numbers: shares within 5 deviations of what the error function says, correlations 0 within 5 / sqrt(n)
    constexpr std::size_t count = 65536;
    const descent_random_key key = descent_random_keys(7, 3, 0);
    std::vector<double> numbers;
    for (std::size_t i = 0; i < count; ++i) numbers.push_back(static_cast<double>(descent_random_normal(key, i)));
    for (const double bound : {-2.5, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.5}) {
        std::size_t below = 0;
        for (const double number : numbers) below += number < bound ? 1 : 0;
        const double wanted = std::erfc(-bound / std::sqrt(2.0)) / 2;
        INFO(bound);
        CHECK(std::abs(static_cast<double>(below) / count - wanted) < 5 * std::sqrt(wanted * (1 - wanted) / count));
    }
    double product = 0;
    for (std::size_t i = 1; i < count; ++i) product += numbers[i] * numbers[i - 1];
    CHECK(std::abs(product / count) < 5 / std::sqrt(static_cast<double>(count)));
}
