#include "data/targets.h"

#include "data/npy.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

template <class T>
Dataset::Targets targets(const std::string& type, const std::string& shape, const std::vector<T>& elements,
                         const std::vector<std::string>& class_names = {}) {
    return data::to_targets(data::parse_npy(file_of(npy_of<T>(type, shape, elements), "y.npy")), class_names);
}

using Labels = std::vector<std::uint32_t>;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Whole numbers in one dimension are classes named 0 to the largest") {
    const auto found = targets<std::int64_t>("<i8", "(4,)", {2, 0, 2, 3});
    CHECK(found.labels == Labels{2, 0, 2, 3});
    CHECK(found.class_names == Names{"0", "1", "2", "3"});
    CHECK(found.values.empty());
    CHECK(targets<std::uint8_t>("|u1", "(2,)", {1, 0}).labels == Labels{1, 0});
    CHECK(targets<std::int32_t>("<i4", "(2,)", {1, 0}).labels == Labels{1, 0});
}

TEST_CASE("Fractions, or two dimensions, are values") {
    const auto fractions = targets<double>("<f8", "(2,)", {0.5, 2});
    CHECK(fractions.values == std::vector<float>{0.5f, 2.0f});
    CHECK(fractions.columns == 1);
    const auto grid = targets<std::int32_t>("<i4", "(2, 3)", {1, 2, 3, 4, 5, -6});
    CHECK(grid.values == std::vector<float>{1, 2, 3, 4, 5, -6});
    CHECK(grid.columns == 3);
    CHECK(grid.labels.empty());
}

TEST_CASE("A label below 0 or beyond the limit is an error that names it") {
    CHECK(error_of([] {
              targets<std::int32_t>("<i4", "(3,)", {1, -1, 0});
          }) == "y.npy: element [1]: found label -1, expected a class from 0 to 1000000");
    CHECK_THAT(error_of([] { targets<std::int64_t>("<i8", "(1,)", {1'000'001}); }), ContainsSubstring("label 1000001"));
    CHECK_THAT(error_of([] { targets<std::int64_t>("<i8", "(1,)", {INT64_MAX}); }),
               ContainsSubstring("expected a class"));
    CHECK_NOTHROW(targets<std::int64_t>("<i8", "(1,)", {1'000'000}));
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
    CHECK_THAT(error_of([] { targets<float>("<f4", "(1,)", {0.5f}, {"cat"}); }),
               ContainsSubstring("found values, expected labels"));
}
