#include <descent/dataset.h>
#include <descent/error.h>

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

Dataset::Targets classes() { return {{1, 0, 1}, {"cat", "dog"}, {}, 0}; }
Dataset::Targets values() { return {{}, {}, {1, 2, 3, 4, 5, 6}, 2}; }

std::string refusal(Dataset::Targets targets, std::vector<std::string> names = {}) {
    return error_of([&] {
        const Dataset good = floats({1, 2, 3, 4, 5, 6}, 2);
        Dataset("d", good.raw_inputs(), std::move(targets), {.columns = number_columns(names)});
    });
}

}  // namespace

TEST_CASE("The hash tells what stands for missing values") {
    const std::vector<double> values = {1, 2};
    const auto hash = [&](Missing policy) {
        const Dataset data("d", {nullptr, reinterpret_cast<const std::byte*>(values.data()), ElementType::f64, 2, 1},
                           {}, {.columns = {.inputs = {{.name = "x"}}, .missing = policy}});
        return data.content_hash();
    };
    CHECK(hash(Missing::refuse) == hash(Missing::drop));
    CHECK(hash(Missing::mean) != hash(Missing::refuse));
    CHECK(hash(Missing::mean) != hash(Missing::median));
}

TEST_CASE("A data set knows its patterns, inputs, outputs and classes") {
    const Dataset data = floats({1, 2, 3, 4, 5, 6}, 2, classes());
    CHECK(data.patterns() == 3);
    CHECK(data.inputs() == 2);
    CHECK(data.outputs() == 2);
    CHECK(data.has_classes());
    CHECK(floats({1, 2, 3, 4, 5, 6}, 2, values()).outputs() == 2);
    CHECK_FALSE(floats({1, 2}, 1).has_targets());
}

TEST_CASE("A data set that was never filled is empty") {
    const Dataset none;
    CHECK(none.patterns() == 0);
    CHECK(none.inputs() == 0);
    CHECK(none.outputs() == 0);
    CHECK(none.rows().empty());
    CHECK(none.name().empty());
    CHECK(none.content_hash() == Dataset().content_hash());
}

TEST_CASE("Parts that disagree are refused") {
    CHECK(refusal({{0, 1}, {"a", "b"}, {}, 0}) == "d: found 2 labels, expected one for each of the 3 patterns");
    CHECK(refusal({{0, 1, 2}, {"a", "b"}, {}, 0}) == "d: pattern 2: found label 2, expected less than the 2 classes");
    CHECK_THAT(refusal({{}, {}, {1, 2, 3, 4}, 2}), ContainsSubstring("found 4 target values, expected 2 for each"));
    CHECK_THAT(refusal({{0, 0, 0}, {"a"}, {1, 2, 3}, 1}), ContainsSubstring("both classes and values"));
    CHECK_THAT(refusal({}, {"only one"}), ContainsSubstring("found 1 input names, expected 2"));
    CHECK(refusal(classes(), {"a", "b"}) == "no error");
}

TEST_CASE("Weights are numbers from 0 up, and not all 0") {
    const auto weighted = [](std::vector<float> weights) {
        const Dataset data = floats({1, 2, 3}, 1);
        return Dataset("d", data.raw_inputs(), {}, {.weights = std::move(weights)});
    };
    CHECK_NOTHROW(weighted({0, 1, 2.5F}));
    CHECK_THROWS_WITH(weighted({0, -1, 2}), "d: pattern 1: found weight -1, expected a number from 0 up");
    CHECK_THROWS_AS(weighted({0, 1, std::nanf("")}), InputError);
    CHECK_THROWS_WITH(weighted({0, 0, 0}), "d: found only weights of 0, expected at least one above");
    CHECK(weighted({1, 1, 1}).content_hash() != weighted({1, 2, 1}).content_hash());
}

TEST_CASE("A subset of a subset shares the bytes and points into the whole file") {
    const Dataset data = floats({0, 1, 2, 3, 4}, 1);
    const std::vector<std::uint32_t> first = {4, 2, 0}, second = {2, 1};
    const Dataset subset = data.subset(first).subset(second);
    CHECK(stored_floats(subset) == std::vector<float>{0, 2});
    CHECK(subset.raw_inputs().bytes == data.raw_inputs().bytes);
    const std::vector<std::uint32_t> beyond = {2};
    CHECK_THROWS_WITH(subset.subset(beyond), "there is no pattern 2 among 2");
}

TEST_CASE("The content hash depends on the content, and on nothing else") {
    const std::vector<float> numbers = {1, 2, 3, 4, 5, 6};
    const auto hash = floats(numbers, 2, classes()).content_hash();
    CHECK(floats(numbers, 2, classes()).content_hash() == hash);
    CHECK(floats(numbers, 2).content_hash() != hash);
    CHECK(floats({1, 2, 3, 4, 5, 7}, 2, classes()).content_hash() != hash);
    CHECK(floats(numbers, 2, {{1, 0, 0}, {"cat", "dog"}, {}, 0}).content_hash() != hash);
    CHECK(floats(numbers, 2, {{1, 0, 1}, {"cat", "cow"}, {}, 0}).content_hash() != hash);
    CHECK(floats(numbers, 2, values()).content_hash() != floats(numbers, 3).content_hash());
}

TEST_CASE("The content hash of a subset is that of a file with those patterns") {
    const Dataset data = floats({1, 2, 3, 4, 5, 6}, 2, classes());
    const std::vector<std::uint32_t> chosen = {2, 0};
    const Dataset same = floats({5, 6, 1, 2}, 2, {{1, 1}, {"cat", "dog"}, {}, 0});
    CHECK(data.subset(chosen).content_hash() == same.content_hash());
}

TEST_CASE("Other targets leave the inputs and the chosen patterns as they are") {
    const Dataset data = floats({1, 2, 3, 4, 5, 6}, 2, classes());
    const std::vector<std::uint32_t> chosen = {2, 0};
    const Dataset other = data.subset(chosen).with_targets(values());
    CHECK(other.content_hash() == floats({1, 2, 3, 4, 5, 6}, 2, values()).subset(chosen).content_hash());
    CHECK(other.raw_inputs().bytes == data.raw_inputs().bytes);
    CHECK_FALSE(data.with_targets({}).has_targets());
    CHECK(data.has_classes());
    CHECK_THROWS_AS(data.with_targets({{0}, {"cat"}, {}, 0}), InputError);
}

TEST_CASE("Lines of patterns begin with the first one and ascend") {
    const auto with_lines = [](std::vector<Dataset::LineRun> lines) {
        return Dataset("d", floats({1, 2, 3, 4}, 2).raw_inputs(), {}, {.lines = std::move(lines)});
    };
    CHECK(with_lines({{0, 2}, {1, 9}}).details().lines.size() == 2);
    CHECK_THROWS_AS(with_lines({{1, 2}}), InputError);
    CHECK_THROWS_AS(with_lines({{0, 2}, {1, 9}, {1, 4}}), InputError);
}

TEST_CASE("Element types have the sizes of the files") {
    CHECK(size_of(ElementType::u8) == 1);
    CHECK(size_of(ElementType::f32) == 4);
    CHECK(size_of(ElementType::f64) == 8);
    CHECK(size_of(ElementType::i32) == 4);
    CHECK(size_of(ElementType::i64) == 8);
}
