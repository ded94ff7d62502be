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

double read_back(const std::string& number) { return unscaled_inputs(parsed("x,y\n" + number + ",0\n"))[0]; }

}  // namespace

TEST_CASE("Columns that are not targets are the inputs, in their order and with their names") {
    const Dataset data = parsed("a,y,b\n1,2,3\n4,5,6\n");
    CHECK(data.patterns() == 2);
    CHECK(data.input_names() == Names{"a", "b"});
    CHECK(unscaled_inputs(data) == std::vector<double>{1, 3, 4, 6});
    CHECK(data.raw_targets().values == std::vector<double>{2, 5});
    CHECK(data.outputs() == 1);
    CHECK_FALSE(data.has_classes());
    CHECK(data.name() == "f.csv");
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
    CHECK_THAT(
        refusal("a,y,z\n1,x,3\n", {"y", "z"}),
        ContainsSubstring("line 2, column 'y': found 'x', expected a finite number within float32; several target "
                          "columns are numbers, one alone may hold classes"));
}

TEST_CASE("Windows line ends, a byte order mark, spaces and plus signs make no difference") {
    CHECK(unscaled_inputs(parsed("\xEF\xBB\xBF"
                                 "a, y\r\n 1.5 , 2\r\n+2,3\r\n")) == std::vector<double>{1.5, 2.0});
}

TEST_CASE("Numbers of a table are rounded correctly to double") {
    RandomStream stream(1, "test");
    for (int i = 0; i < 500; ++i) {
        const auto number = std::bit_cast<double>(stream.next());
        if (std::fabs(number) <= std::numeric_limits<float>::max()) REQUIRE(read_back(to_text(number)) == number);
    }
    CHECK(read_back("1700000001") == 1700000001.0);
    CHECK(read_back("9007199254740993.0000001") == 9007199254740994.0);  // rounded twice it would be ...992
    CHECK(read_back("1e-60") == 1e-60);
    CHECK(read_back("-1e-400") == 0.0);
    CHECK(read_back("4.9e-324") == std::numeric_limits<double>::denorm_min());
}

TEST_CASE("What is no finite number within float32 is named with line and column") {
    for (const std::string wrong : {"x", "inf", "-Infinity", "1e39", "-1e400", "1,5", "0x10", "1 2", "--1", "+-1"}) {
        INFO(wrong);
        CHECK(refusal("a,b,y\n1,2,3\n4,\"" + wrong + "\",6\n7,8,9\n") ==
              "f.csv: line 3, column 'b': found '" + wrong +
                  "', expected a finite number within float32; ignore=NAME leaves the column out");
    }
}

TEST_CASE("A ragged row is an error with its line") {
    CHECK(refusal("a,b,y\n1,2,3\n4,5\n") == "f.csv: line 3: found 2 fields, expected 3, as in the row of column names");
    CHECK_THAT(refusal("a,b,y\n1,2,3\n1,2,3,4\n"), ContainsSubstring("line 3: found 4 fields, expected 3"));
    CHECK_THAT(refusal("a,b,y\n1,2,3,4,5\n"), ContainsSubstring("line 2: found 5 fields, expected 3"));
    CHECK_THAT(refusal("a,y\n1\n"), ContainsSubstring("line 2: found 1 field, expected 2"));
}

TEST_CASE("A file without patterns is an error") {
    CHECK(refusal("a,y\n") == "f.csv: found 0 patterns, expected at least one line after the column names");
    CHECK(refusal("") == "f.csv: line 1: found an empty file, expected a row of column names");
}

TEST_CASE("An absent target column suggests the nearest") {
    CHECK(refusal("age,species\n1,2\n", {"specis"}) ==
          "f.csv: line 1: found no column 'specis', expected a target column among age, species; did you mean "
          "'species'?");
    CHECK(refusal("\"a, b\",\"say \"\"hi\"\"\",c\n1,2,3\n", {"a"}) ==
          "f.csv: line 1: found no column 'a', expected a target column among \"a, b\", \"say \"\"hi\"\"\", c");
}

TEST_CASE("A source that names no target is a usage error that lists the columns") {
    CHECK_THROWS_AS(parsed("a,b\n1,2\n", {}), UsageError);
    CHECK(refusal("a,b\n1,2\n", {}) == "target: no target column is named; the columns of f.csv are a, b");
    CHECK(refusal("a,b\n1,2\n", {"b", "b"}) == "target: the column 'b' is named twice");
}

TEST_CASE("A table has inputs besides its targets") {
    CHECK(refusal("y\n1\n") == "f.csv: line 1: found no column that is not a target, expected at least one input");
    CHECK_THAT(refusal("a y\n1:2\n"), ContainsSubstring("found no column 'y', expected a target column among a y"));
    CHECK_THAT(refusal("a,y\n,1\n,2\n"),
               ContainsSubstring("found no input: no values in a, expected at least one column of numbers"));
}

TEST_CASE("For prediction the target columns may be absent, empty or anything") {
    const auto prediction = [](std::string_view text, const Names& targets) {
        return data::parse_csv(file_of(text, "f.csv"), {.path = "f.csv", .targets = targets, .targets_optional = true});
    };
    for (const std::string_view text : {"a,b\n1,2\n", "a,y,b\n1,cat,2\n", "a,y,b\n1,,2\n", "y,a,b\n5,1,2\n"}) {
        INFO(text);
        const Dataset data = prediction(text, {"y"});
        CHECK_FALSE(data.has_targets());
        CHECK(unscaled_inputs(data) == std::vector<double>{1, 2});
    }
    CHECK(prediction("a,b\n1,2\n", {}).inputs() == 2);
    CHECK(prediction("a,y\n1,2\n", {"y", "z"}).inputs() == 1);
}
