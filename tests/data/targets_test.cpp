#include "data/targets.h"

#include "data/npy.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

template <class T>
Dataset::Targets targets(const std::string& type, const std::string& shape, const std::vector<T>& elements,
                         const std::vector<std::string>& class_names = {}, Task task = Task::automatic) {
    return data::to_targets(data::parse_npy(file_of(npy_of<T>(type, shape, elements), "y.npy")), class_names, task);
}

using Labels = std::vector<std::uint32_t>;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Whole numbers in one dimension are classes: those that occur, named by their values") {
    const auto found = targets<std::int64_t>("<i8", "(4,)", {2, 0, 2, 3});
    CHECK(found.labels == Labels{1, 0, 1, 2});
    CHECK(found.class_names == Names{"0", "2", "3"});
    CHECK(found.values.empty());
    CHECK(targets<std::uint8_t>("|u1", "(2,)", {1, 0}).labels == Labels{1, 0});
    CHECK(targets<std::int32_t>("<i4", "(2,)", {1, 0}).labels == Labels{1, 0});
}

TEST_CASE("Classes may start at 1, lie far apart or be negative") {
    CHECK(targets<std::uint8_t>("|u1", "(3,)", {3, 1, 2}).class_names == Names{"1", "2", "3"});
    CHECK(targets<std::int32_t>("<i4", "(3,)", {0, 60000, 1}).class_names == Names{"0", "1", "60000"});
    const auto signs = targets<std::int8_t>("|i1", "(3,)", {1, -1, 1});
    CHECK(signs.class_names == Names{"-1", "1"});
    CHECK(signs.labels == Labels{1, 0, 1});
    CHECK(targets<std::int64_t>("<i8", "(2,)", {INT64_MAX, 10}).class_names == Names{"10", "9223372036854775807"});
}

TEST_CASE("A column, whole floating-point numbers that repeat, truth values and one-hot rows are classes, too") {
    const Labels labels = {0, 1, 2, 0, 1, 2};
    const Names names = {"0", "1", "2"};
    for (const auto& found :
         {targets<std::int64_t>("<i8", "(6, 1)", {0, 1, 2, 0, 1, 2}),
          targets<double>("<f8", "(6,)", {0, 1, 2, 0, 1, 2}),
          targets<std::uint8_t>("|u1", "(6, 3)", {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1}),
          targets<float>("<f4", "(6, 3)", {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1})}) {
        CHECK(found.labels == labels);
        CHECK(found.class_names == names);
    }
    CHECK(targets<std::uint8_t>("|b1", "(3,)", {1, 0, 1}).class_names == Names{"0", "1"});
    CHECK(targets<std::uint8_t>("|u1", "(2, 3)", {0, 0, 1, 1, 0, 0}).class_names == Names{"0", "2"});
}

TEST_CASE("Whole numbers of an array that hardly repeat are values, as counts and prices do") {
    std::vector<std::int64_t> prices;
    for (std::int64_t i = 0; i < 300; ++i) prices.push_back(50000 + i * 7919 % 290);
    CHECK(targets<std::int64_t>("<i8", "(300,)", prices).columns == 1);
    CHECK(targets<std::int64_t>("<i8", "(300, 1)", prices).columns == 1);
    CHECK(targets<std::int64_t>("<i8", "(300,)", prices, {}, Task::classification).class_names.size() == 290);
    CHECK(targets<std::int32_t>("<i4", "(4,)", {3, 1, 2, 0}).columns == 1);
    for (std::int64_t i = 0; i < 300; ++i) prices[static_cast<std::size_t>(i)] = i % 30;
    CHECK(targets<std::int64_t>("<i8", "(300,)", prices).class_names.size() == 30);
}

TEST_CASE("Rows that are almost one-hot, and floating-point numbers that hardly repeat, are values") {
    CHECK(targets<std::uint8_t>("|u1", "(2, 2)", {1, 1, 0, 1}).columns == 2);
    CHECK(targets<std::uint8_t>("|u1", "(2, 2)", {0, 0, 0, 1}).columns == 2);
    CHECK(data::target_note(targets<std::uint8_t>("|u1", "(2, 2)", {0, 0, 0, 1}), false) ==
          "targets are numbers in 2 columns; classes need one 1 among zeros in each pattern, which 1 of 2 has not");
    CHECK_THAT(error_of([] {
                   targets<std::uint8_t>("|u1", "(2, 2)", {1, 0, 1, 1}, {}, Task::classification);
               }),
               ContainsSubstring("row [1]: found targets 1, 1, expected a 1 among zeros, or labels"));
    CHECK(targets<double>("<f8", "(4,)", {150, 230, 180, 230}).values == std::vector<double>{150, 230, 180, 230});
}

TEST_CASE("The task decides where it is said") {
    const auto numbers = targets<std::int32_t>("<i4", "(4,)", {1, 2, 1, 2}, {}, Task::regression);
    CHECK(numbers.values == std::vector<double>{1, 2, 1, 2});
    CHECK(targets<double>("<f8", "(2,)", {150, 230}, {}, Task::classification).class_names == Names{"150", "230"});
    CHECK_THAT(error_of([] {
                   targets<double>("<f8", "(2,)", {0.5, 1}, {}, Task::classification);
               }),
               ContainsSubstring("element [0]: found 0.5, expected a label: classes in numbers are whole ones"));
}

TEST_CASE("A note says what targets became, and how to decide otherwise") {
    CHECK(data::target_note(targets<std::int32_t>("<i4", "(3,)", {7, 1, 7})) ==
          "targets are 2 classes: 1, 7; task=regression makes numbers");
    CHECK(data::target_note(targets<std::int32_t>("<i4", "(8,)", {1, 2, 3, 4, 5, 6, 7, 7})) ==
          "targets are 7 classes: 1, 2, 3, 4, 5 and 2 more; task=regression makes numbers");
    CHECK_FALSE(data::can_be_classes(targets<double>("<f8", "(2,)", {0.5, 1})));
    CHECK(data::target_note({{}, {}, {5, 1000}, 1}) ==
          "targets are numbers in 1 column; task=classification makes classes of them");
}

TEST_CASE("Fractions, or two dimensions, are values") {
    const auto fractions = targets<double>("<f8", "(2,)", {0.5, 2});
    CHECK(fractions.values == std::vector<double>{0.5, 2});
    CHECK(fractions.columns == 1);
    const auto grid = targets<std::int32_t>("<i4", "(2, 3)", {1, 2, 3, 4, 5, -6});
    CHECK(grid.values == std::vector<double>{1, 2, 3, 4, 5, -6});
    CHECK(grid.columns == 3);
    CHECK(grid.labels.empty());
}

TEST_CASE("Numbers in more classes than the limit are an error that says how to keep them") {
    std::vector<std::int32_t> numbers(1'000'001);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int32_t>(i);
    CHECK(error_of([&] { targets<std::int32_t>("<i4", "(1000001,)", numbers, {}, Task::classification); }) ==
          "y.npy: found 1000001 classes, expected at most 1000000; task=regression keeps numbers");
    numbers.back() = 0;
    CHECK(targets<std::int32_t>("<i4", "(1000001,)", numbers, {}, Task::classification).class_names.size() ==
          1'000'000);
}

TEST_CASE("Three dimensions are no targets") {
    CHECK_THAT(error_of([] {
                   targets<float>("<f4", "(1, 1, 2)", {1, 2});
               }),
               ContainsSubstring("found a shape of 1 x 1 x 2, expected one dimension of labels, or two of values"));
}

TEST_CASE("Known classes with names in words are meant by position") {
    const auto found = targets<std::int32_t>("<i4", "(2,)", {1, 0}, {"cat", "dog"});
    CHECK(found.labels == Labels{1, 0});
    CHECK(found.class_names == Names{"cat", "dog"});
    CHECK(error_of([] {
              targets<std::int32_t>("<i4", "(1,)", {2}, {"cat", "dog"});
          }) == "y.npy: element [0]: found label 2, expected one of the 2 known classes");
}

TEST_CASE("Known classes with numbers as names are meant by name") {
    const Names names = {"1", "10", "2"};
    CHECK(targets<std::int32_t>("<i4", "(3,)", {1, 2, 10}, names).labels == Labels{0, 2, 1});
    CHECK_THAT(error_of([&] { targets<std::int32_t>("<i4", "(1,)", {0}, names); }), ContainsSubstring("label 0"));
}

TEST_CASE("Values where a model knows classes are an error") {
    CHECK(error_of([] {
              targets<float>("<f4", "(2,)", {0, 0.5f}, {"cat"});
          }) == "y.npy: element [1]: found 0.5, expected a label: classes in numbers are whole ones");
    CHECK(
        error_of([] {
            targets<float>("<f4", "(1, 2)", {0.5f, 1}, {"cat"});
        }) ==
        "y.npy: row [0]: found targets 0.5, 1, expected a 1 among zeros, or labels: whole numbers in one dimension or "
        "column");
}
