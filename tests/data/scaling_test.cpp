#include <descent/dataset.h>
#include <descent/error.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

/// One column of the data in long double: the naive reference.
std::vector<long double> column(const Dataset& data, std::size_t k) {
    std::vector<long double> values;
    const std::vector<float> all = stored_floats(data);
    for (std::size_t i = k; i < all.size(); i += data.inputs()) values.push_back(all[i]);
    return values;
}

Dataset random_floats(std::size_t patterns, std::size_t columns) {
    RandomStream stream(patterns, "scaling", columns);
    std::vector<float> values(patterns * columns);
    for (float& value : values) value = static_cast<float>(100 + 3 * stream.normal());
    return floats(values, columns);
}

}  // namespace

TEST_CASE("Standardising subtracts the mean and divides by the deviation over the patterns") {
    for (const std::size_t patterns : {2, 15, 16, 17, 1009}) {
        const Dataset data = random_floats(patterns, 3);
        const Scaling scaling = fit_scaling(data, ScalingKind::standardise);
        for (std::size_t k = 0; k < 3; ++k) {
            long double mean = 0, squares = 0;
            const auto values = column(data, k);
            for (const long double x : values) mean += x / values.size();
            for (const long double x : values) squares += (x - mean) * (x - mean) / values.size();
            // Computed in double and rounded to float32 once: half a unit in the last place, and a little.
            CHECK(scaling.shift[k] == Approx(static_cast<double>(mean)).epsilon(1e-7));
            CHECK(scaling.scale[k] == Approx(static_cast<double>(1 / std::sqrt(squares))).epsilon(1e-7));
        }
    }
}

TEST_CASE("Min-max scaling moves the smallest to 0 and the largest to 1") {
    const Dataset data = random_floats(100, 4);
    const Scaling scaling = fit_scaling(data, ScalingKind::min_max);
    for (std::size_t k = 0; k < 4; ++k) {
        const auto values = column(data, k);
        const long double smallest = *std::ranges::min_element(values), largest = *std::ranges::max_element(values);
        CHECK(scaling.shift[k] == static_cast<float>(smallest));
        CHECK(scaling.scale[k] == Approx(static_cast<double>(1 / (largest - smallest))).epsilon(1e-7));
    }
}

TEST_CASE("Columns that never vary are shifted when standardised, and become 0 by min-max") {
    // 0.1 summed a thousand times is not a thousand times 0.1: constancy must not be judged by the deviation.
    std::vector<float> values;
    for (int p = 0; p < 1000; ++p) values.insert(values.end(), {0.1f, static_cast<float>(p)});
    const Dataset data = floats(values, 2);
    const Scaling standardised = fit_scaling(data, ScalingKind::standardise);
    CHECK(standardised.shift[0] == 0.1f);
    CHECK(standardised.scale[0] == 1.0f);
    CHECK(standardised.scale[1] != 1.0f);
    const Scaling between = fit_scaling(data, ScalingKind::min_max);
    CHECK(between.shift[0] == 0.1f);
    CHECK(between.scale[0] == 0.0f);
}

TEST_CASE("A column that varies less than float32 can undo gets a finite scale") {
    const float tiny = std::numeric_limits<float>::denorm_min();
    for (const auto kind : {ScalingKind::standardise, ScalingKind::min_max}) {
        CHECK(std::isfinite(fit_scaling(floats({0, tiny}, 1), kind).scale[0]));
    }
}

TEST_CASE("Without scaling numbers stay as they are, and pixels are divided by 255") {
    CHECK(fit_scaling(floats({5, 7}, 2), ScalingKind::none) == Scaling{{0, 0}, {1, 1}});
    const auto bytes = file_of("\x01\x02", "f");
    const Dataset data("bytes", {bytes.owner, bytes.bytes.data(), ElementType::u8, 1, 2, true}, {});
    CHECK(fit_scaling(data, ScalingKind::none) == Scaling{{0, 0}, {1.0f / 255, 1.0f / 255}});
    CHECK(scaling_note(data, ScalingKind::none) == "inputs are pixels, divided by 255");
    CHECK(scaling_note(data, ScalingKind::min_max).empty());
}

TEST_CASE("Bytes that are no pixels stay numbers, and a note says so") {
    const auto bytes = file_of("\x01\x02", "f");
    const Dataset data("bytes", {bytes.owner, bytes.bytes.data(), ElementType::u8, 1, 2}, {});
    CHECK(fit_scaling(data, ScalingKind::none) == Scaling{{0, 0}, {1, 1}});
    CHECK_THAT(scaling_note(data, ScalingKind::none), ContainsSubstring("stay whole numbers; scaling=standardise"));
    CHECK(scaling_note(floats({1}, 1), ScalingKind::none).empty());
}

TEST_CASE("Only the patterns of the subset count") {
    const std::vector<std::uint32_t> chosen = {0, 1};
    const Scaling scaling = fit_scaling(floats({1, 3, 1000}, 1).subset(chosen), ScalingKind::min_max);
    CHECK(scaling == Scaling{{1}, {0.5f}});
    CHECK_THROWS_AS(fit_scaling(floats({1}, 1).subset({}), ScalingKind::min_max), Error);
}

TEST_CASE("Whole numbers and doubles are scaled like floats") {
    const std::vector<std::int64_t> whole = {-4, 4};
    const std::vector<double> wide = {-4, 4};
    const auto fit = [](const void* bytes, ElementType type) {
        const Dataset data("d", {nullptr, static_cast<const std::byte*>(bytes), type, 2, 1}, {});
        return fit_scaling(data, ScalingKind::standardise);
    };
    CHECK(fit(whole.data(), ElementType::i64) == Scaling{{0}, {0.25f}});
    CHECK(fit(wide.data(), ElementType::f64) == Scaling{{0}, {0.25f}});
}

TEST_CASE("A kind of scaling has a name, and a wrong one lists them") {
    for (const auto kind : {ScalingKind::none, ScalingKind::standardise, ScalingKind::min_max}) {
        CHECK(parse_scaling(to_string(kind)) == kind);
    }
    CHECK_THROWS_WITH(parse_scaling("standardize"),
                      "scaling: 'standardize' is not known; did you mean 'standardise'? "
                      "(known: none, standardise, min-max)");
}
