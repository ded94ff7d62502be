// Stored columns of a table, and the inputs of a network that they are.
#include <descent/error.h>

#include <cmath>

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Numbers = std::vector<double>;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// age, colour=blue, colour=red, colour=missing, member
Columns people(Missing policy = Missing::refuse) {
    return {.inputs = {{.name = "age"},
                       {.name = "colour",
                        .kind = ColumnKind::category,
                        .categories = {"blue", "red"},
                        .indicator = policy == Missing::indicator},
                       {.name = "member", .kind = ColumnKind::truth}},
            .missing = policy};
}

Dataset stored(const Numbers& values, const Columns& columns) {
    const auto memory = std::make_shared<const Numbers>(values);
    return Dataset("people.csv",
                   {memory, reinterpret_cast<const std::byte*>(memory->data()), ElementType::f64,
                    values.size() / columns.inputs.size(), columns.inputs.size()},
                   {}, {.columns = columns});
}

std::string refusal(const Numbers& values) {
    return error_of([&] { stored(values, people()); });
}

}  // namespace

TEST_CASE("Columns of numbers lie side by side, categories and indicators are one input each") {
    const Expansion expansion = expansion_of(people(Missing::indicator));
    CHECK(expansion.numbers == std::vector<InputRange>{{0, 0, 1}, {2, 4, 1}});
    CHECK(expansion.categories == std::vector<InputRange>{{1, 1, 2}});
    CHECK(expansion.indicators == std::vector<InputRange>{{1, 3, 1}});
    CHECK(expansion_of({.inputs = {{.name = "a"}, {.name = "b", .kind = ColumnKind::truth}}}).empty());
    CHECK(expansion_of({}).empty());
    const Columns gaps{.inputs = {{.name = "a"}, {.name = "b", .indicator = true}, {.name = "c"}, {.name = "d"}}};
    CHECK(expansion_of(gaps).numbers == std::vector<InputRange>{{0, 0, 2}, {2, 3, 2}});
}

TEST_CASE("A table stores a number a field, and is as many inputs as its categories say") {
    const Dataset data = stored({10, 1, 1, 30, 0, 0, 20, missing, 1, 5, -1, 0}, people(Missing::indicator));
    CHECK(data.raw_inputs().columns == 3);
    CHECK(data.inputs() == 5);
    const Numbers inputs = unscaled_inputs(data);
    const Numbers expected = {10, 0, 1, 0, 1, 30, 1, 0, 0, 0, 20, missing, missing, 1, 1, 5, 0, 0, 0, 0};
    for (std::size_t k = 0; k < expected.size(); ++k) {
        CHECK((inputs[k] == expected[k] || (std::isnan(inputs[k]) && std::isnan(expected[k]))));
    }
}

TEST_CASE("A number that is no place of a category is refused") {
    CHECK(refusal({10, 2, 1}) == "people.csv: element [0, 1]: found category 2, expected less than the 2 categories");
    for (const double wrong : {0.5, -2.0, 1e300, -std::numeric_limits<double>::infinity()}) {
        CHECK_THAT(refusal({10, 1, 1, 10, wrong, 1}), ContainsSubstring("element [1, 1]: found category"));
    }
    CHECK(refusal({10, -1, 1, 10, missing, 1, 1, 1, 1}) == "no error");
    const std::vector<float> floats = {1, 1, 1};
    const Dataset::Inputs narrow{nullptr, reinterpret_cast<const std::byte*>(floats.data()), ElementType::f32, 1, 3};
    CHECK(error_of([&] { Dataset("f", narrow, {}, {.columns = people()}); }) ==
          "f: found categories of another type, expected float64");
}

TEST_CASE("Means and medians of categories are those of their zeros and ones") {
    const Numbers table = {10, 1, 1, 30, 0, 0, 20, missing, 1, missing, 1, 0, 50, -1, 1};
    // of blue 0 1 0 0, of red 1 0 1 0, of the indicator 0 0 1 0 0
    const Scaling mean = fit_scaling(stored(table, people(Missing::indicator)), ScalingKind::none);
    CHECK(mean.fill == Numbers{27.5, 0.25, 0.5, 0.2, 0.6});
    const Scaling median = fit_scaling(stored(table, people(Missing::median)), ScalingKind::none);
    CHECK(median.fill == Numbers{25, 0, 0.5, 1});
    const Numbers mostly_red = {1, 1, 1, 1, 1, 1, 1, 0, 1};
    CHECK(fit_scaling(stored(mostly_red, people(Missing::median)), ScalingKind::none).fill == Numbers{1, 0, 1, 1});
    const Numbers unknown = {1, missing, 1, 1, missing, 1};
    CHECK(fit_scaling(stored(unknown, people(Missing::median)), ScalingKind::none).fill == Numbers{1, 0, 0, 1});
}

TEST_CASE("A number that float32 cannot hold is found beside categories, and a missing category without fill") {
    const Scaling plain{Numbers(4, 0.0), Numbers(4, 1.0)};
    const auto refusal_of = [&](const Numbers& values, const Scaling& scaling) {
        return error_of([&] { require_scalable(stored(values, people()), scaling); });
    };
    CHECK(refusal_of({1, 0, 1, 1, -1, 1}, plain) == "no error");
    CHECK_THAT(refusal_of({1, 0, 1, 1e39, 0, 1}, plain), ContainsSubstring("element [1, 0]: found 1e+39, expected"));
    CHECK_THAT(refusal_of({1, 0, 1, 1, missing, 1}, plain),
               ContainsSubstring("element [1, 1]: found a missing value, expected a number"));
    const Scaling hostile{Numbers{0, 0, 1e300, 0}, Numbers{1, 1, 1e300, 1}};
    CHECK_THAT(refusal_of({1, 0, 1}, hostile), ContainsSubstring("element [0, 2]: found 0, expected a number within"));
}

TEST_CASE("The hash tells categories from numbers and from other categories") {
    const Numbers values = {10, 1, 1, 30, 0, 0};
    Columns wider = people();
    wider.inputs[1].categories.emplace_back("violet");
    const auto hash = stored(values, people()).content_hash();
    CHECK(hash == stored(values, people()).content_hash());
    CHECK(hash != stored(values, wider).content_hash());
    CHECK(hash != stored(values, number_columns({"a", "b", "c"})).content_hash());
    CHECK(hash != stored({10, 1, 1, 30, 1, 0}, people()).content_hash());
}
