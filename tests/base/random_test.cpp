#include "base/random.h"

#include <descent/error.h>

#include <cmath>
#include <set>
#include <vector>

#include "support/catch.h"

using descent::RandomStream;

TEST_CASE("A stream gives the numbers it has always given, on every machine") {
    // From an independent implementation of splitmix64, FNV-1a and xoshiro256** in Python's integers.
    RandomStream stream(1, "shuffle", 2);
    CHECK(stream.next() == 0x21DBD843086D423Cu);
    CHECK(stream.next() == 0x0F1539553F9DA9F4u);
    CHECK(RandomStream(0, "").next() == 0x9D7E73B48D3B7936u);
}

TEST_CASE("Streams of other seeds, names or indices differ") {
    std::set<std::uint64_t> first;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        for (std::uint64_t index = 0; index < 20; ++index) {
            first.insert(RandomStream(seed, "a", index).next());
            first.insert(RandomStream(seed, "b", index).next());
        }
    }
    CHECK(first.size() == 800);
}

TEST_CASE("Uniform numbers lie from 0 to below 1 with the right mean and variance") {
    RandomStream stream(1, "uniform");
    double sum = 0, squares = 0;
    constexpr int n = 200000;
    for (int i = 0; i < n; ++i) {
        const double u = stream.uniform();
        REQUIRE((u >= 0 && u < 1));
        sum += u;
        squares += u * u;
    }
    // Five standard errors: 0.2887 / sqrt(n) = 0.00065.
    CHECK(sum / n == Approx(0.5).margin(0.0033));
    CHECK(squares / n == Approx(1.0 / 3).margin(0.0034));
}

TEST_CASE("Whole numbers below a limit are equally likely, also when the limit is not a power of two") {
    RandomStream stream(1, "below");
    std::vector<int> counts(7);
    constexpr int n = 70000;
    for (int i = 0; i < n; ++i) ++counts[stream.below(7)];
    for (const int count : counts) CHECK(std::abs(count - n / 7) < 5 * 93);  // 93: standard deviation of a count
    CHECK(stream.below(1) == 0);
    CHECK(stream.below(UINT64_MAX) < UINT64_MAX);
}

TEST_CASE("Normal numbers have mean 0, variance 1 and the right share beyond two") {
    RandomStream stream(1, "normal");
    double sum = 0, squares = 0;
    int far = 0;
    constexpr int n = 200000;
    for (int i = 0; i < n; ++i) {
        const double x = stream.normal();
        sum += x;
        squares += x * x;
        far += std::abs(x) > 2;
    }
    CHECK(sum / n == Approx(0.0).margin(5 / std::sqrt(n)));
    CHECK(squares / n == Approx(1.0).margin(5 * std::sqrt(2.0 / n)));
    CHECK(far / double(n) == Approx(0.0455).margin(5 * std::sqrt(0.0455 / n)));
}
