#include "data/shuffle.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

#include "support/catch.h"

namespace {

std::vector<std::uint32_t> shuffled(std::size_t size, std::uint64_t seed, std::uint64_t epoch) {
    std::vector<std::uint32_t> rows(size);
    std::iota(rows.begin(), rows.end(), 0u);
    descent::data::shuffle(rows, seed, epoch);
    return rows;
}

}  // namespace

TEST_CASE("A shuffle keeps every row once") {
    for (const std::size_t size : {0, 1, 2, 15, 16, 17, 1009}) {
        auto rows = shuffled(size, 3, 4);
        std::ranges::sort(rows);
        for (std::size_t i = 0; i < size; ++i) REQUIRE(rows[i] == i);
    }
}

TEST_CASE("An epoch's order follows from seed and epoch alone") {
    CHECK(shuffled(100, 1, 2) == shuffled(100, 1, 2));
    CHECK(shuffled(100, 1, 2) != shuffled(100, 1, 3));
    CHECK(shuffled(100, 1, 2) != shuffled(100, 2, 1));
}

TEST_CASE("Every order is equally likely") {
    std::map<std::vector<std::uint32_t>, int> counts;
    constexpr int trials = 24000;
    for (int epoch = 0; epoch < trials; ++epoch) ++counts[shuffled(4, 9, static_cast<std::uint64_t>(epoch))];
    CHECK(counts.size() == 24);
    // Five standard deviations of a count: sqrt(1000) = 31.
    for (const auto& [order, count] : counts) CHECK(std::abs(count - trials / 24) < 5 * 32);
}
