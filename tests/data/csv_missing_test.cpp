// Fields of a table that say that there is no value.

#include <cmath>

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

const std::string table = "age,cut,y\n1,a,0.5\nNA,b,1.5\n3,,2.5\n4,a,?\n5,b,4.5\n";

Dataset parsed(std::string_view text, Missing missing) {
    return data::parse_csv(file_of(text, "f.csv"), {.path = "f.csv", .targets = {"y"}, .missing = missing});
}

std::string refusal(std::string_view text, Missing missing) {
    return error_of([&] { parsed(text, missing); });
}

/// NaN equals NaN.
bool same(const Numbers& a, const Numbers& b) {
    return std::ranges::equal(a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

const double none = std::nan("");

}  // namespace

TEST_CASE("Missing values are refused, counted, with the ways out") {
    CHECK(
        refusal(table, Missing::refuse) ==
        "f.csv: line 3, column 'age': found 'NA', expected a value; 3 values are missing in y, age, cut; missing=drop "
        "leaves such patterns out; mean, median and indicator fill inputs");
    CHECK_THAT(refusal("x,y\n,1\n2,2\n", Missing::refuse), ContainsSubstring("found an empty field, expected a value"));
}

TEST_CASE("Every mark of the usual tools means that a value is missing") {
    for (const std::string mark :
         {"", " ", "NA", "N/A", "NaN", "nan", "?", "null", "NULL", "None", "<NA>", "#N/A", "n/a"}) {
        INFO(mark);
        const Dataset data = parsed("x,y\n1,2\n" + mark + ",3\n", Missing::mean);
        CHECK(same(unscaled_inputs(data), {1, none}));
    }
}

TEST_CASE("Patterns that lack a value are left out") {
    const Dataset data = parsed(table, Missing::drop);
    CHECK(data.patterns() == 2);
    CHECK(data.input_names() == Names{"age", "cut=a", "cut=b"});
    CHECK(unscaled_inputs(data) == Numbers{1, 1, 0, 5, 0, 1});
    CHECK(data.raw_targets().values.size() == 2);
    CHECK(data.details().notes[0] == "3 of 5 patterns are left out: they lack a value");
    CHECK(data.details().columns.missing == Missing::drop);
    CHECK_THAT(refusal("x,z,y\n1,,1\n,2,1\n", Missing::drop), ContainsSubstring("no pattern that has all values"));
}

TEST_CASE("Categories and classes are those of the patterns that are left") {
    const Dataset data = parsed("x,cut,y\n1,a,p\n2,b,q\n,c,r\n4,a,p\n5,b,q\n", Missing::drop);
    CHECK(data.input_names() == Names{"x", "cut=a", "cut=b"});
    CHECK(data.class_names() == Names{"p", "q"});
}

TEST_CASE("A pattern that lacks a value of a column that is no input is kept") {
    const Dataset data =
        data::parse_csv(file_of("a,b,y\n1,,0.5\n2,3,1.5\n", "f.csv"),
                        {.path = "f.csv", .targets = {"y"}, .ignore = {"b"}, .missing = Missing::refuse});
    CHECK(data.patterns() == 2);
}

TEST_CASE("Where a value is filled by the model it is NaN in the table") {
    const std::string inputs = "age,cut,y\n1,a,0.5\nNA,b,1.5\n3,,2.5\n";
    for (const Missing missing : {Missing::mean, Missing::median}) {
        const Dataset data = parsed(inputs, missing);
        CHECK(same(unscaled_inputs(data), {1, 1, 0, none, 0, 1, 3, none, none}));
        CHECK(data.details().columns.missing == missing);
    }
    CHECK(parsed(inputs, Missing::median).details().notes[0] ==
          "2 values are missing in age, cut: the median of the training patterns stands for them");
}

TEST_CASE("Where inputs are filled a pattern without a target is left out") {
    for (const Missing missing : {Missing::mean, Missing::median, Missing::indicator}) {
        const Dataset data = parsed("age,y\n1,0.5\n,1.5\n3,?\n,NA\n", missing);
        CHECK(data.patterns() == 2);
        CHECK(data.raw_targets().values == Numbers{0.5, 1.5});
        CHECK(data.details().notes[0] == "2 of 4 patterns are left out: they lack a target");
        CHECK_THAT(data.details().notes[1], ContainsSubstring("1 value is missing in age: the me"));
    }
    CHECK(parsed("age,y\n1,0.5\n2,\n3,2.5\n", Missing::mean).details().notes.size() == 2);
    CHECK_THAT(refusal("age,y\n1,\n2,NA\n", Missing::mean), ContainsSubstring("no pattern that has a target"));
}

TEST_CASE("An indicator is one more input of the columns that lack values") {
    const Dataset data = parsed("age,b,t,y\n1,5,True,0.5\nNA,6,,1.5\n", Missing::indicator);
    CHECK(data.input_names() == Names{"age", "age=missing", "b", "t", "t=missing"});
    CHECK(same(unscaled_inputs(data), {1, 0, 5, 1, 0, none, 1, 6, none, 1}));
    CHECK(data.details().columns.inputs[0].indicator);
    CHECK_FALSE(data.details().columns.inputs[1].indicator);
}

TEST_CASE("Weights and groups follow their patterns when others are left out") {
    const Dataset data =
        data::parse_csv(file_of("w,g,x,y\n1,a,1,0.5\n2,b,,1.5\n3,c,3,2.5\n", "f.csv"),
                        {.path = "f.csv", .targets = {"y"}, .missing = Missing::drop, .weights = "w", .group_by = "g"});
    CHECK(data.details().weights == std::vector<float>{1, 3});
    CHECK(data.details().groups == std::vector<std::uint32_t>{0, 2});
    CHECK_THAT(error_of([&] {
                   data::parse_csv(file_of("w,x,y\n1,,0.5\n1,2,1.5\n-3,3,2.5\n", "f.csv"),
                                   {.path = "f.csv", .targets = {"y"}, .missing = Missing::drop, .weights = "w"});
               }),
               ContainsSubstring("line 4, column 'w': found '-3'"));
}
