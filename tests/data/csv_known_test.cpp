// A table that is read for a model: its columns are found by name and read as in training.

#include <cmath>

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

Columns columns(Missing missing = Missing::refuse) {
    return {.inputs = {{.name = "a"},
                       {.name = "t", .kind = ColumnKind::truth},
                       {.name = "c", .kind = ColumnKind::category, .categories = {"7", "red"}}},
            .missing = missing};
}

Dataset parsed(std::string_view text, DataSource source = {}) {
    source.path = "f.csv";
    source.targets = {"y"};
    source.targets_optional = true;
    if (!source.known) source.known = columns();
    return data::parse_csv(file_of(text, "f.csv"), source);
}

std::string refusal(std::string_view text, const DataSource& source = {}) {
    return error_of([&] { parsed(text, source); });
}

}  // namespace

TEST_CASE("Columns are found by name in any order, surplus ones are named and left out") {
    const Dataset data = parsed("z,c,y,a,t,id\n9,red,?,1,True,1\n9,7,,2,false,2\n");
    CHECK(data.input_names() == Names{"a", "t", "c=7", "c=red"});
    CHECK(unscaled_inputs(data) == Numbers{1, 1, 0, 1, 2, 0, 1, 0});
    CHECK(data.details().notes == Names{"columns are left out that are no inputs of the model: z, id"});
    CHECK(data.details().columns == columns());
    CHECK(parsed("c,a,t,id\nred,1,True,1\n", {.path = {}, .ignore = {"id"}}).details().notes.empty());
}

TEST_CASE("A column that is not there is refused by name, with the nearest") {
    CHECK(refusal("a,tt,c\n1,True,red\n") ==
          "f.csv: line 1: found no column 't', expected an input of this name, as in the training data; did you mean "
          "'tt'?");
}

TEST_CASE("A file without names takes the columns by position") {
    CHECK(parsed("5,1,7\n6,0,7\n").patterns() == 2);
    const Dataset data = parsed("5,True,red\n", {.path = {}, .no_header = true});
    CHECK(unscaled_inputs(data) == Numbers{5, 1, 0, 1});
    CHECK_THAT(refusal("5,True\n", {.path = {}, .no_header = true}), ContainsSubstring("no column 'a'"));
}

TEST_CASE("An unknown category is refused, or none of the known ones") {
    const std::string text = "a,t,c\n1,True,red\n2,True,rod\n";
    CHECK(refusal(text) ==
          "f.csv: line 3, column 'c': found 'rod', expected one of the known categories 7, red; did you mean 'red'?; "
          "unknown=zero takes others");
    const Dataset data = parsed(text, {.path = {}, .unknown = Unknown::zero});
    CHECK(unscaled_inputs(data) == Numbers{1, 1, 0, 1, 2, 1, 0, 0});
    CHECK(data.details().notes == Names{"unknown categories of c are zero: rod"});
}

TEST_CASE("Truth values may be 1 and 0, and numbers true and false, where the whole column is so") {
    CHECK(unscaled_inputs(parsed("a,t,c\nTrue,1,7\nFalse,0,7\n")) == Numbers{1, 1, 1, 0, 0, 0, 1, 0});
    const Dataset truths = parsed("a,t,c\nTrue,1,7\n");
    CHECK(truths.details().notes == Names{"true and false are 1 and 0 in a, a column of numbers in the training data"});
    CHECK(refusal("a,t,c\n1,1,7\n1,0.5,7\n") ==
          "f.csv: line 3, column 't': found '0.5', expected true or false, as in the training data");
    CHECK_THAT(refusal("a,t,c\n1,yes,7\n"),
               ContainsSubstring("line 2, column 't': found 'yes', expected true or false"));
    CHECK_THAT(refusal("a,t,c\n1,1,7\nTrue,1,7\n"),
               ContainsSubstring("line 3, column 'a': found 'True', expected a finite"));
    CHECK_THAT(refusal("a,t,c\n1,1,7\nhigh,1,7\n"), ContainsSubstring("line 3, column 'a': found 'high'"));
}

TEST_CASE("An input of whose name there are two columns is refused, unless one is left out or training had both") {
    CHECK(refusal("a,t,c,a\n1,True,red,2\n") ==
          "f.csv: line 1: found the column 'a' twice, expected an input of this name once, as in the training data; "
          "ignore=a.1 leaves the second out");
    CHECK(parsed("a,t,c,a\n1,True,red,2\n", {.path = {}, .ignore = {"a.1"}}).patterns() == 1);
    const Columns both{.inputs = {{.name = "a"}, {.name = "a.1"}}};
    CHECK(unscaled_inputs(parsed("a,a\n1,2\n", {.path = {}, .known = both})) == Numbers{1, 2});
}

TEST_CASE("Missing values are treated as in training") {
    const std::string text = "a,t,c\n1,True,red\n,True,NA\n";
    CHECK_THAT(refusal(text),
               ContainsSubstring("line 3, column 'a'") && ContainsSubstring("2 values are missing in a, c"));
    CHECK(parsed(text, {.path = {}, .known = columns(Missing::drop)}).patterns() == 1);
    const Numbers filled = unscaled_inputs(parsed(text, {.path = {}, .known = columns(Missing::mean)}));
    CHECK(std::isnan(filled[4]));
    CHECK((std::isnan(filled[6]) && std::isnan(filled[7])));
    Columns indicator = columns(Missing::indicator);
    indicator.inputs[0].indicator = true;
    CHECK(parsed(text, {.path = {}, .known = indicator}).input_names()[1] == "a=missing");
}

TEST_CASE("Columns of arrays have no names, so a table is read as it is") {
    CHECK(parsed("q,r\n1,2\n", {.path = {}, .known = Columns{}}).inputs() == 2);
}
