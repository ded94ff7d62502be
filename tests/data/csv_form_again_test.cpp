// Header, delimiter and weights of the training data are applied again to the tables that its model is used on.

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

/// The columns that a training table became.
Columns trained(std::string_view text, const std::string& target, DataSource source = {}) {
    source.targets = {target};
    return data::parse_csv(file_of(text, "train.csv"), source).details().columns;
}

Dataset again(std::string_view text, const Columns& known, const std::string& target) {
    return data::parse_csv(file_of(text, "f.csv"),
                           {.path = "f.csv", .targets = {target}, .targets_optional = true, .known = known});
}

std::string refusal(std::string_view text, const Columns& known, const std::string& target) {
    return error_of([&] { again(text, known, target); });
}

}  // namespace

TEST_CASE("A table like one that was read without header is read without one again") {
    const Columns known = trained("red,1,0\nblue,2,1\nred,3,0\nblue,4,1\n", "c3", {.path = {}, .no_header = true});
    CHECK(known.unnamed == 3);
    const Dataset whole = again("blue,7,0\n", known, "c3");
    CHECK(unscaled_inputs(whole) == Numbers{1, 0, 7});
    CHECK(whole.details().notes == Names{"no header, as in the training data: the columns are c1 to c3"});
    CHECK(unscaled_inputs(again("blue,7\nred,8\n", known, "c3")) == Numbers{1, 0, 7, 0, 1, 8});
    CHECK(trained("1,2\n3,4\n", "c2").unnamed == 2);
    CHECK(trained("a,y\n3,4\n", "y").unnamed == 0);
}

TEST_CASE("A table with the names c1, c2 and so on has a header, and that it is new is said") {
    const Columns known = trained("1,2,0\n3,4,1\n5,6,0\n7,8,1\n", "c3");
    const Dataset data = again("c2,c1\n4,3\n", known, "c3");
    CHECK(unscaled_inputs(data) == Numbers{3, 4});
    CHECK(data.details().notes == Names{"the first line holds names, other than in the training data"});
    CHECK(refusal("width,height,y\n1,2,3\n", known, "c3") ==
          "f.csv: line 1, column 'c1': found 'width', expected a finite number within float32");
}

TEST_CASE("Without names and without its target a table has the other columns in their order") {
    const Columns known = trained("0,1,2,9\n1,3,4,9\n0,5,6,8\n1,7,8,8\n", "c1", {.path = {}, .ignore = {"c4"}});
    CHECK(known.inputs.size() == 2);
    CHECK(unscaled_inputs(again("1,3,4,9\n", known, "c1")) == Numbers{3, 4});
    CHECK(unscaled_inputs(again("3,4,9\n", known, "c1")) == Numbers{3, 4});
    CHECK(unscaled_inputs(again("3,4\n", known, "c1")) == Numbers{3, 4});
    CHECK(refusal("3,4,5,6,7\n", known, "c1") ==
          "f.csv: line 1: found 5 columns without names, expected 4, as in the training data, or its 2 inputs");
}

TEST_CASE("The delimiter of the training data comes first where several stand in the header") {
    const Columns semicolons = trained("mass, kg;length\tm;y\n1;2;0\n3;4;1\n5;6;0\n7;8;1\n", "y");
    CHECK(semicolons.delimiter == ';');
    CHECK(again("mass, kg;length\tm\n1;2\n", semicolons, "y").inputs() == 2);
    const Columns commas = trained("a;b,y\n1,0\n2,1\n3,0\n4,1\n", "y");
    CHECK(unscaled_inputs(again("a;b,c;d\n1,2\n3,4\n", commas, "y")) == Numbers{1, 3});
}

TEST_CASE("A table of one column has the decimal commas of the training data") {
    const Columns named = trained("x;y\n1,5;0\n2,5;1\n3,5;0\n4,5;1\n", "y");
    CHECK(unscaled_inputs(again("x\n1,5\n2,25\n", named, "y")) == Numbers{1.5, 2.25});
    const Columns unnamed = trained("1,5;0\n2,5;1\n3,5;0\n4,5;1\n", "c2");
    CHECK(unscaled_inputs(again("1,5\n2,25\n", unnamed, "c2")) == Numbers{1.5, 2.25});
}

TEST_CASE("Another delimiter than that of the training data is taken and said") {
    const Columns known = trained("x;z;y\n1,5;2;0\n2,5;2;1\n3,5;1;0\n4,5;1;1\n", "y");
    const Dataset data = again("x,z\n1.5,3\n", known, "y");
    CHECK(unscaled_inputs(data) == Numbers{1.5, 3});
    CHECK(data.details().notes == Names{"columns are separated by a comma; in the training data by a semicolon"});
}

TEST_CASE("Patterns are weighted by the column of the training data where there is one, and that is said") {
    const Columns known = trained("x,w,y\n1,2,0\n2,1,1\n3,1,0\n4,2,1\n", "y", {.path = {}, .weights = "w"});
    CHECK(known.weights == "w");
    const auto evaluated = [&](std::string_view text, DataSource source = {}) {
        source.targets = {"y"};
        source.known = known;
        return data::parse_csv(file_of(text, "f.csv"), source);
    };
    const Dataset weighted = evaluated("w,x,y\n3,1,0\n0.5,2,1\n");
    CHECK(weighted.details().weights == std::vector<float>{3, 0.5F});
    CHECK(weighted.details().notes.at(0) == "patterns are weighted by w, as in the training data");
    const Dataset without = evaluated("x,y\n1,0\n2,1\n");
    CHECK(without.details().weights.empty());
    CHECK(without.details().notes.at(0) == "patterns are not weighted, as they were in the training data by w");
    CHECK(without.details().columns.weights.empty());
    CHECK(evaluated("x,w,y\n1,2,0\n", {.path = {}, .ignore = {"w"}}).details().weights.empty());
    CHECK(evaluated("x,w,v,y\n1,2,7,0\n", {.path = {}, .weights = "v"}).details().columns.weights == "v");
    CHECK_THAT(error_of([&] { evaluated("x,w,y\n1,2,0\n", {.path = {}, .weights = "v"}); }),
               ContainsSubstring("no column 'v'"));
    CHECK(again("x,w\n1,huge\n", known, "y").details().notes.empty());  // no column of weights is needed to predict
}
