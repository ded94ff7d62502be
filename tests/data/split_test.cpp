#include <descent/dataset.h>
#include <descent/error.h>
#include <descent/split.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

Dataset counted(std::size_t patterns) {
    std::vector<float> values(patterns);
    std::iota(values.begin(), values.end(), 0.0f);
    return floats(values, 1);
}

using Rows = std::vector<std::uint32_t>;
Rows rows_of(const Dataset& data) { return Rows(data.rows().begin(), data.rows().end()); }

}  // namespace

TEST_CASE("The two parts of a split are disjoint, complete, and in file order") {
    for (const std::size_t patterns : {2, 3, 10, 17, 1000, 1009}) {
        for (const double fraction : {0.1, 0.25, 0.5, 0.9}) {
            const double wanted = std::floor(fraction * static_cast<double>(patterns) + 0.5);
            if (wanted == 0 || wanted == static_cast<double>(patterns)) continue;
            const auto [rest, held_out] = split(counted(patterns), fraction, 5);
            REQUIRE(static_cast<double>(held_out.patterns()) == wanted);
            const Rows first = rows_of(rest), second = rows_of(held_out);
            REQUIRE(std::ranges::is_sorted(first));
            REQUIRE(std::ranges::is_sorted(second));
            Rows all(patterns), merged;
            std::iota(all.begin(), all.end(), 0u);
            std::ranges::merge(first, second, std::back_inserter(merged));
            REQUIRE(merged == all);
        }
    }
}

TEST_CASE("The same seed splits alike, another seed does not") {
    const Dataset data = counted(200);
    CHECK(rows_of(split(data, 0.3, 7).second) == rows_of(split(data, 0.3, 7).second));
    CHECK(rows_of(split(data, 0.3, 7).second) != rows_of(split(data, 0.3, 8).second));
}

TEST_CASE("Every pattern is equally likely to be held out") {
    const Dataset data = counted(10);
    std::vector<int> counts(10);
    constexpr int trials = 5000;
    for (int seed = 0; seed < trials; ++seed) {
        const Dataset held_out = split(data, 0.3, static_cast<std::uint64_t>(seed)).second;
        for (const std::uint32_t row : held_out.rows()) ++counts[row];
    }
    // Five standard deviations of a count: sqrt(5000 * 0.3 * 0.7) = 32.
    for (const int count : counts) CHECK(std::abs(count - 1500) < 5 * 33);
}

TEST_CASE("A split of nothing holds nothing out") {
    const auto [rest, held_out] = split(counted(5), 0, 1);
    CHECK(rest.patterns() == 5);
    CHECK(held_out.patterns() == 0);
}

TEST_CASE("A split can be split again") {
    const auto [rest, test] = split(counted(100), 0.2, 1);
    const auto [training, validation] = split(rest, 0.25, 1);
    CHECK(training.patterns() == 60);
    for (const std::uint32_t row : validation.rows()) CHECK(std::ranges::find(test.rows(), row) == test.rows().end());
}

TEST_CASE("A fraction that leaves a part empty, or is none, is a usage error") {
    for (const double fraction : {-0.1, 1.0, 2.0, std::nan("")})
        CHECK_THROWS_AS(split(counted(10), fraction, 1), UsageError);
    CHECK_THROWS_WITH(split(counted(10), 0.01, 1), "validation: 0.01 of 10 patterns leaves none held out");
    CHECK_THROWS_WITH(split(counted(2), 0.9, 1), "validation: 0.9 of 2 patterns leaves none to train on");
}
