#include <descent/dataset.h>
#include <descent/error.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <set>
#include <utility>

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

/// One column of doubles, with a policy for those that are missing.
Dataset doubles(const std::vector<double>& values, Missing policy = Missing::refuse) {
    const auto memory = std::make_shared<const std::vector<double>>(values);
    Columns columns{.inputs = {{.name = "age"}}, .missing = policy};
    return Dataset("table.csv",
                   {memory, reinterpret_cast<const std::byte*>(memory->data()), ElementType::f64, values.size(), 1}, {},
                   {.columns = columns, .lines = {{0, 2}}});
}

/// What the network sees, in long double.
std::vector<long double> scaled(const std::vector<double>& values, const Scaling& scaling) {
    std::vector<long double> result;
    for (const double x : values) {
        result.push_back((static_cast<long double>(x) - scaling.shift[0]) * scaling.scale[0]);
    }
    return result;
}

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

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
            // a sum of n numbers in double is off by at most n roundings of 1e-16
            CHECK(scaling.shift[k] == Approx(static_cast<double>(mean)).epsilon(1e-12));
            CHECK(scaling.scale[k] == Approx(static_cast<double>(1 / std::sqrt(squares))).epsilon(1e-12));
        }
    }
}

TEST_CASE("Min-max scaling moves the smallest to 0 and the largest to 1") {
    const Dataset data = random_floats(100, 4);
    const Scaling scaling = fit_scaling(data, ScalingKind::min_max);
    for (std::size_t k = 0; k < 4; ++k) {
        const auto values = column(data, k);
        const long double smallest = *std::ranges::min_element(values), largest = *std::ranges::max_element(values);
        CHECK(scaling.shift[k] == static_cast<double>(smallest));
        CHECK(scaling.scale[k] == Approx(static_cast<double>(1 / (largest - smallest))).epsilon(1e-12));
    }
}

TEST_CASE("Columns that never vary are shifted when standardised, and become 0 by min-max") {
    // 0.1 summed a thousand times is not a thousand times 0.1: constancy must not be judged by the deviation.
    std::vector<float> values;
    for (int p = 0; p < 1000; ++p) values.insert(values.end(), {0.1f, static_cast<float>(p)});
    const Dataset data = floats(values, 2);
    const Scaling standardised = fit_scaling(data, ScalingKind::standardise);
    CHECK(standardised.shift[0] == static_cast<double>(0.1f));
    CHECK(standardised.scale[0] == 1);
    CHECK(standardised.scale[1] != 1);
    const Scaling between = fit_scaling(data, ScalingKind::min_max);
    CHECK(between.shift[0] == static_cast<double>(0.1f));
    CHECK(between.scale[0] == 0);
}

TEST_CASE("A column that varies less than float32 can undo gets a finite scale") {
    const float tiny = std::numeric_limits<float>::denorm_min();
    for (const auto kind : {ScalingKind::standardise, ScalingKind::min_max}) {
        CHECK(fit_scaling(floats({0, tiny}, 1), kind).scale[0] <= 1);
    }
}

TEST_CASE("Inputs of categories, truth values and indicators stay 0 and 1, whatever the kind of scaling") {
    // age, colour=blue, colour=red, colour=missing, member
    const std::vector<double> stored = {10, 0, 1, 30, 1, 0, 20, -1, 1};
    const Columns columns{
        .inputs = {{.name = "age"},
                   {.name = "colour", .kind = ColumnKind::category, .categories = {"blue", "red"}, .indicator = true},
                   {.name = "member", .kind = ColumnKind::truth}}};
    const Dataset data("people.csv",
                       {nullptr, reinterpret_cast<const std::byte*>(stored.data()), ElementType::f64, 3, 3}, {},
                       {.columns = columns});
    CHECK(binary_inputs(columns) == std::vector<bool>{false, true, true, true, true});
    const Scaling standardised = fit_scaling(data, ScalingKind::standardise);
    CHECK(standardised.shift == std::vector<double>{20, 0, 0, 0, 0});
    CHECK(std::equal(standardised.scale.begin() + 1, standardised.scale.end(), std::vector<double>(4, 1).begin()));
    CHECK(fit_scaling(data, ScalingKind::min_max).scale == std::vector<double>{1 / 20.0, 1, 1, 1, 1});
}

TEST_CASE("Without scaling numbers stay as they are, and pixels are divided by 255") {
    CHECK(fit_scaling(floats({5, 7}, 2), ScalingKind::none) == Scaling{{0, 0}, {1, 1}});
    const auto bytes = file_of("\x01\x02", "f");
    const Dataset data("bytes", {bytes.owner, bytes.bytes.data(), ElementType::u8, 1, 2, true}, {});
    CHECK(fit_scaling(data, ScalingKind::none) == Scaling{{0, 0}, {1.0 / 255, 1.0 / 255}});
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
    CHECK(scaling == Scaling{{1}, {0.5}});
    CHECK_THROWS_AS(fit_scaling(floats({1}, 1).subset({}), ScalingKind::min_max), Error);
}

TEST_CASE("Whole numbers and doubles are scaled like floats") {
    const std::vector<std::int64_t> whole = {-4, 4};
    const std::vector<double> wide = {-4, 4};
    const auto fit = [](const void* bytes, ElementType type) {
        const Dataset data("d", {nullptr, static_cast<const std::byte*>(bytes), type, 2, 1}, {});
        return fit_scaling(data, ScalingKind::standardise);
    };
    CHECK(fit(whole.data(), ElementType::i64) == Scaling{{0}, {0.25}});
    CHECK(fit(wide.data(), ElementType::f64) == Scaling{{0}, {0.25}});
}

TEST_CASE("Unix times keep their seconds") {
    std::vector<double> times;
    for (int i = 0; i < 60; ++i) times.push_back(1700000000.0 + i);
    const Scaling scaling = fit_scaling(doubles(times), ScalingKind::standardise);
    CHECK(scaling.shift[0] == 1700000029.5);
    // sum of squares of 0..59 around their mean: (60^2 - 1) / 12
    CHECK(scaling.scale[0] == Approx(1 / std::sqrt(3599.0 / 12)).epsilon(1e-14));
    CHECK(fit_scaling(doubles(times), ScalingKind::min_max) == Scaling{{1700000000.0}, {1 / 59.0}});
}

TEST_CASE("The order of rows changes no bit of mean and deviation") {
    const std::vector<double> fixed = {0.1, 0.2, 0.3, 1e16, -1e16, 7, missing, 1e-17};
    RandomStream random(1, "order of rows");
    for (const double unit : {1.0, 1e290, 1e-305}) {
        std::vector<double> values;
        for (const double x : fixed) values.push_back(unit == 1 ? x : x == x ? unit * random.normal() : x);
        for (int p = 0; p < 500; ++p) values.push_back(unit * (random.normal() + 3));
        std::set<std::vector<double>> found;
        for (int order = 0; order < 20; ++order) {
            const Scaling scaling = fit_scaling(doubles(values, Missing::mean), ScalingKind::standardise);
            found.insert({scaling.shift[0], scaling.scale[0], scaling.fill[0]});
            for (std::size_t i = values.size() - 1; i > 0; --i) std::swap(values[i], values[random.below(i + 1)]);
        }
        INFO("unit " << unit);
        CHECK(found.size() == 1);
    }
    CHECK(fit_scaling(doubles({1e16, 1, -1e16, 2}), ScalingKind::standardise).shift[0] == 0.75);
}

TEST_CASE("Numbers of any size are standardised: nothing overflows and nothing vanishes") {
    for (const double unit : {1e300, 1e-300, 1e200, 1e-200, 1e150, 1.0, 8e306}) {
        INFO("unit " << unit);
        const std::vector<double> values = {-1 * unit, 2 * unit, 5 * unit};
        const Scaling scaling = fit_scaling(doubles(values), ScalingKind::standardise);
        CHECK(scaling.shift[0] == Approx(2 * unit).epsilon(1e-14));
        CHECK(scaling.scale[0] * unit == Approx(1 / std::sqrt(6.0)).epsilon(1e-14));
        CHECK(static_cast<double>(scaled(values, scaling)[2]) == Approx(std::sqrt(1.5)).epsilon(1e-14));
    }
}

TEST_CASE("Numbers that differ less than double can undo are only shifted") {
    const double tiny = std::numeric_limits<double>::denorm_min();
    CHECK(fit_scaling(doubles({0, tiny, 3 * tiny}), ScalingKind::standardise).scale[0] == 1);
    CHECK(fit_scaling(doubles({0, tiny, 3 * tiny}), ScalingKind::min_max).scale[0] == 0);
}

TEST_CASE("Numbers that lie further apart than their type can hold are refused with their column") {
    CHECK_THROWS_WITH(
        fit_scaling(doubles({-1e308, 1e308}), ScalingKind::standardise),
        "table.csv: column 'age': found numbers from -1e+308 to 1e+308, expected numbers that lie at most "
        "1.7976931348623157e+308 apart");
    CHECK_THROWS_WITH(fit_scaling(floats({-3e38f, 3e38f}, 1), ScalingKind::min_max),
                      ContainsSubstring("floats: column 1: found numbers from -3.0000000"));
}

TEST_CASE("A number that float32 cannot hold is refused where it stays as it is, and welcome where it is scaled") {
    CHECK_THROWS_WITH(
        fit_scaling(doubles({1, 1e39}), ScalingKind::none),
        ContainsSubstring("line 3, column 'age': found 1e+39, expected a number within float32 once it is scaled"));
    CHECK(fit_scaling(doubles({1, 1e39}), ScalingKind::min_max).scale[0] == Approx(1e-39));
    const Scaling scaling = fit_scaling(doubles({1, 2}), ScalingKind::standardise);
    CHECK_NOTHROW(require_scalable(doubles({1, 1e30}), scaling));
    CHECK_THROWS_WITH(require_scalable(doubles({1, 1e300}), scaling), ContainsSubstring("found 1e+300"));
    CHECK_THROWS_WITH(require_scalable(doubles({1, missing}), scaling), ContainsSubstring("found a missing value"));
}

TEST_CASE("A number of an array that float32 cannot hold is named by its element") {
    const std::vector<double> values = {1, 2, 3, -1e39};
    const Dataset data("X.npy", {nullptr, reinterpret_cast<const std::byte*>(values.data()), ElementType::f64, 2, 2},
                       {});
    CHECK_THROWS_WITH(fit_scaling(data, ScalingKind::none),
                      "X.npy: element [1, 1]: found -1e+39, expected a number within float32 once it is scaled");
    CHECK(fit_scaling(data, ScalingKind::min_max).shift == std::vector<double>{1, -1e39});
}

TEST_CASE("Missing values count for nothing, and get the mean or the median of the others") {
    const std::vector<double> ages = {20, missing, 40, 90, missing, 50};
    const Scaling by_mean = fit_scaling(doubles(ages, Missing::mean), ScalingKind::standardise);
    CHECK(by_mean.shift == std::vector<double>{50});
    CHECK(by_mean.scale[0] == Approx(1 / std::sqrt((900 + 100 + 1600 + 0) / 4.0)).epsilon(1e-15));
    CHECK(by_mean.fill == std::vector<double>{50});
    CHECK(fit_scaling(doubles(ages, Missing::indicator), ScalingKind::none) == Scaling{{0}, {1}, {50}});
    CHECK(fit_scaling(doubles(ages, Missing::median), ScalingKind::min_max).fill == std::vector<double>{45});
    CHECK(fit_scaling(doubles({7, missing, 1, 3}, Missing::median), ScalingKind::none).fill == std::vector<double>{3});
    CHECK(fit_scaling(doubles({7, 9}, Missing::refuse), ScalingKind::standardise).fill.empty());
}

TEST_CASE("A column without one value is left alone and filled with 0") {
    for (const auto kind : {ScalingKind::none, ScalingKind::standardise, ScalingKind::min_max}) {
        CHECK(fit_scaling(doubles({missing, missing}, Missing::mean), kind) == Scaling{{0}, {1}, {0}});
        CHECK(fit_scaling(doubles({missing, missing}, Missing::median), kind) == Scaling{{0}, {1}, {0}});
    }
}

TEST_CASE("What stands for missing values comes from the patterns of the subset alone") {
    const std::vector<std::uint32_t> chosen = {0, 1, 3};
    const Dataset training = doubles({2, 4, 1000, missing}, Missing::mean).subset(chosen);
    CHECK(fit_scaling(training, ScalingKind::standardise) == Scaling{{3}, {1}, {3}});
}

TEST_CASE("A kind of scaling has a name, and a wrong one lists them") {
    for (const auto kind : {ScalingKind::none, ScalingKind::standardise, ScalingKind::min_max}) {
        CHECK(parse_scaling(to_string(kind)) == kind);
    }
    CHECK_THROWS_WITH(parse_scaling("standardize"),
                      "scaling: 'standardize' is not known; did you mean 'standardise'? "
                      "(known: none, standardise, min-max)");
}
