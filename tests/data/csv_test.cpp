#include "data/csv.h"

#include <descent/error.h>

#include <cmath>

#include "base/random.h"
#include "base/text.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;
using Labels = std::vector<std::uint32_t>;

Dataset parsed(std::string_view text, const Names& targets = {"y"}, const Names& class_names = {}) {
    return data::parse_csv(file_of(text, "f.csv"), {.path = "f.csv", .targets = targets, .class_names = class_names});
}

std::string refusal(std::string_view text, const Names& targets = {"y"}, const Names& class_names = {}) {
    return error_of([&] { parsed(text, targets, class_names); });
}

float read_back(const std::string& number) { return stored_floats(parsed("x,y\n" + number + ",0\n"))[0]; }

}  // namespace

TEST_CASE("Columns that are not targets are the inputs, in their order and with their names") {
    const Dataset data = parsed("a,y,b\n1,2,3\n4,5,6\n");
    CHECK(data.patterns() == 2);
    CHECK(data.input_names() == Names{"a", "b"});
    CHECK(stored_floats(data) == std::vector<float>{1, 3, 4, 6});
    CHECK(data.raw_targets().values == std::vector<double>{2, 5});
    CHECK(data.outputs() == 1);
    CHECK_FALSE(data.has_classes());
    CHECK(data.name() == "f.csv");
}

TEST_CASE("Text in the target column makes classes, sorted by name") {
    const Dataset data = parsed("a,y\n1,dog\n2,\"cat, big\"\n3,dog\n4,ant\n");
    CHECK(data.class_names() == Names{"ant", "cat, big", "dog"});
    CHECK(data.raw_targets().labels == Labels{2, 1, 2, 0});
    CHECK(data.outputs() == 3);
}

TEST_CASE("A first line of text decides for classes, a first number for values") {
    CHECK(parsed("a,y\n1,x\n2,7\n").class_names() == Names{"7", "x"});
    CHECK(refusal("a,y\n1,7\n2,x\n") ==
          "f.csv: line 3, column 'y': found 'x', expected a finite number within float32");
    CHECK_THAT(refusal("a,y\n1,nan\n"), ContainsSubstring("line 2, column 'y': found 'nan'"));
}

TEST_CASE("Known classes keep their numbers, and no other class is taken") {
    const Names known = {"dog", "cat", "10"};
    CHECK(parsed("a,y\n1,cat\n2,10\n3,dog\n", {"y"}, known).raw_targets().labels == Labels{1, 2, 0});
    CHECK(parsed("a,y\n1,cat\n", {"y"}, known).class_names() == known);
    CHECK(
        refusal("a,y\n1,cot\n", {"y"}, known) ==
        "f.csv: line 2, column 'y': found 'cot', expected one of the known classes dog, cat, 10; did you mean 'cat'?");
}

TEST_CASE("Several target columns are values, in the order in which they were named") {
    const Dataset data = parsed("a,y,z\n1,2,3\n4,5,6\n", {"z", "y"});
    CHECK(data.raw_targets().values == std::vector<double>{3, 2, 6, 5});
    CHECK(data.outputs() == 2);
    CHECK_THAT(refusal("a,y,z\n1,x,3\n", {"y", "z"}),
               ContainsSubstring("column 'y': found 'x', expected a finite number"));
}

TEST_CASE("Windows line ends, a byte order mark, spaces and plus signs make no difference") {
    CHECK(stored_floats(parsed("\xEF\xBB\xBF"
                               "a, y\r\n 1.5 , 2\r\n+2,3\r\n")) == std::vector<float>{1.5f, 2.0f});
}

TEST_CASE("Numbers are rounded correctly to float32") {
    RandomStream stream(1, "test");
    for (int i = 0; i < 500; ++i) {
        const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(stream.next()));
        if (std::isfinite(number)) REQUIRE(read_back(to_text(number)) == number);
    }
    CHECK(read_back("16777217.000000001") == 16777218.0f);  // rounded twice it would be 16777216
    CHECK(read_back("1e-60") == 0.0f);
    CHECK(read_back("-1e-400") == 0.0f);
    CHECK(read_back("1e-45") == std::numeric_limits<float>::denorm_min());
}

TEST_CASE("What is no finite number is named with line and column") {
    for (const std::string wrong :
         {"x", "nan", "NaN", "inf", "-Infinity", "1e39", "-1e400", "1,5", "0x10", "1 2", "--1", "+-1"}) {
        INFO(wrong);
        CHECK(refusal("a,b,y\n1,2,3\n4,\"" + wrong + "\",6\n") ==
              "f.csv: line 3, column 'b': found '" + wrong + "', expected a finite number within float32");
    }
    CHECK(refusal("a,b,y\n1,,3\n") ==
          "f.csv: line 2, column 'b': found an empty field, expected a finite number within float32");
    CHECK_THAT(refusal("a,y\n1,x\n2,\n"),
               ContainsSubstring("line 3, column 'y': found an empty field, expected a class"));
}

TEST_CASE("A ragged row is an error with its line") {
    CHECK(refusal("a,b,y\n1,2,3\n4,5\n") == "f.csv: line 3: found 2 fields, expected 3, as in the row of column names");
    CHECK_THAT(refusal("a,b,y\n1,2,3,4\n"), ContainsSubstring("line 2: found 4 fields, expected 3"));
    CHECK_THAT(refusal("a,y\n1\n"), ContainsSubstring("line 2: found 1 fields, expected 2"));
}

TEST_CASE("A file without patterns is an error") {
    CHECK(refusal("a,y\n") == "f.csv: found 0 patterns, expected at least one line after the column names");
    CHECK(refusal("") == "f.csv: line 1: found an empty file, expected a row of column names");
}

TEST_CASE("An absent target column suggests the nearest") {
    CHECK(refusal("age,species\n1,2\n", {"specis"}) ==
          "f.csv: line 1: found no column 'specis', expected a target column among age, species; did you mean "
          "'species'?");
}

TEST_CASE("A source that names no target is a usage error that lists the columns") {
    CHECK_THROWS_AS(parsed("a,b\n1,2\n", {}), UsageError);
    CHECK(refusal("a,b\n1,2\n", {}) == "target: no target column is named; the columns of f.csv are a, b");
    CHECK(refusal("a,b\n1,2\n", {"b", "b"}) == "target: the column 'b' is named twice");
}

TEST_CASE("Column names must be there, and differ") {
    CHECK(refusal("a,y,a\n1,2,3\n") == "f.csv: line 1: found the column 'a' twice, expected different names");
    CHECK(refusal("a,,y\n1,2,3\n") == "f.csv: line 1: found column 2 without a name, expected a name");
    CHECK(refusal("y\n1\n") == "f.csv: line 1: found no column that is not a target, expected at least one input");
    CHECK_THAT(refusal("a y\n1 2\n"), ContainsSubstring("found no column 'y', expected a target column among a y"));
}

TEST_CASE("For prediction the target columns may be absent, and are set aside when there") {
    const auto prediction = [](std::string_view text, const Names& targets) {
        return data::parse_csv(file_of(text, "f.csv"), {.path = "f.csv", .targets = targets, .targets_optional = true});
    };
    const Dataset without = prediction("a,b\n1,2\n", {"y"});
    CHECK_FALSE(without.has_targets());
    CHECK(without.inputs() == 2);
    const Dataset with = prediction("a,y\n1,2\n", {"y"});
    CHECK(with.has_targets());
    CHECK(with.inputs() == 1);
    CHECK(prediction("a,b\n1,2\n", {}).inputs() == 2);
    CHECK_THAT(error_of([&] { prediction("a,y\n1,2\n", {"y", "z"}); }), ContainsSubstring("1 of the 2 target columns"));
}
