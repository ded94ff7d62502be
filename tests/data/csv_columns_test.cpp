// What the columns of a table become as inputs: numbers, truth values, categories; and which are no inputs.

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

Dataset parsed(std::string_view text, DataSource source = {}) {
    source.path = "f.csv";
    if (source.targets.empty()) source.targets = {"y"};
    return data::parse_csv(file_of(text, "f.csv"), source);
}

std::string refusal(std::string_view text, const DataSource& source = {}) {
    return error_of([&] { parsed(text, source); });
}

bool says(const Dataset& data, const std::string& note) {
    return std::ranges::find(data.details().notes, note) != data.details().notes.end();
}

/// A table of one input column, x, and a target.
std::string column(const Names& fields) {
    std::string text = "x,y\n";
    for (const std::string& field : fields) text += field + ",0.5\n";
    return text;
}

Column only_column(const Names& fields, const DataSource& source = {}) {
    return parsed(column(fields), source).details().columns.inputs.at(0);
}

}  // namespace

TEST_CASE("Truth values are 1 and 0, as pandas, R and others write them") {
    const Dataset data = parsed("sex_male,age,y\nTrue,22,no\nFalse,38,yes\n");
    CHECK(unscaled_inputs(data) == Numbers{1, 22, 0, 38});
    CHECK(data.input_names() == Names{"sex_male", "age"});
    CHECK(data.details().columns.inputs[0].kind == ColumnKind::truth);
    CHECK(says(data, "true and false are 1 and 0 in sex_male"));
    for (const Names& fields :
         {Names{"TRUE", "FALSE"}, Names{"false", "true"}, Names{"true", "true"}, Names{"True", "TRUE", "fALSE"}}) {
        CHECK(only_column(fields).kind == ColumnKind::truth);
    }
    CHECK(only_column({"T", "F"}).kind == ColumnKind::category);
}

TEST_CASE("Texts become one input a category, in the order of the alphabet") {
    const Dataset data = parsed("a,cut,y\n1,Ideal,0\n2, Fair ,1\n3,Good,0\n4,Ideal,1\n");
    CHECK(data.input_names() == Names{"a", "cut=Fair", "cut=Good", "cut=Ideal"});
    CHECK(unscaled_inputs(data) == Numbers{1, 0, 0, 1, 2, 1, 0, 0, 3, 0, 1, 0, 4, 0, 0, 1});
    CHECK(data.details().columns.inputs[1] ==
          Column{.name = "cut", .kind = ColumnKind::category, .categories = {"Fair", "Good", "Ideal"}});
    CHECK(says(data, "texts are categories, one input each: cut (3)"));
}

TEST_CASE("Numbers that become categories beside texts are said, with one of the texts") {
    const Dataset data = parsed("a,x,y\n1,30,0\n2,40,1\n3,n.a.,0\n4,40,1\n5,n.a.,0\n6,30,1\n");
    CHECK(says(data,
               "numbers among texts are categories, too, in x ('n.a.'); where such a text says that a value is "
               "missing, an empty field says so"));
}

TEST_CASE("The types of columns do not depend on the order of rows") {
    Names fields;
    for (int i = 0; i < 6; ++i) fields.insert(fields.end(), {"7", "B", "K", "12"});
    const Column kept = only_column(fields);
    CHECK(kept.kind == ColumnKind::category);
    CHECK(kept.categories == Names{"12", "7", "B", "K"});
    for (int shift = 0; shift < 4; ++shift) {
        std::ranges::rotate(fields, fields.begin() + 1);
        CHECK(only_column(fields) == kept);
    }
    std::ranges::sort(fields);
    CHECK(only_column(fields) == kept);
}

TEST_CASE("Numbers and texts mixed are refused at the first text where values do not repeat") {
    const std::string end = "', expected a finite number within float32; ignore=NAME leaves the column out";
    CHECK(refusal(column({"1", "2", "x", "4", "y"})) == "f.csv: line 4, column 'x': found 'x" + end);
    Names slip;
    for (int i = 0; i < 100; ++i) slip.push_back(std::to_string(i % 10));
    slip[57] = "5O";
    CHECK(refusal(column(slip)) == "f.csv: line 59, column 'x': found '5O" + end);
    CHECK_THAT(refusal(column({"1.5", "a", "1.5", "a", "1.5", "a", "1.5"})), ContainsSubstring("line 3, column 'x'"));
}

TEST_CASE("Numbers in another spelling are no categories, however often they occur") {
    for (const std::string number : {"\"1,200\"", "$1200", "\"12,5\"", "10%", "inf", "1e39", "\xE2\x82\xAC 5", "1 000",
                                     "0x1F", "1.5D+03", "7\xC2\xA0",
                                     "\xE2\x88\x92"
                                     "3",
                                     "1\xE2\x80\xAF"
                                     "200"}) {
        INFO(number);
        CHECK_THAT(refusal(column({number, number, number, number})), ContainsSubstring("line 2, column 'x': found '"));
        CHECK_THAT(refusal(column({"1", number, "2", "1", number, "2"})), ContainsSubstring("line 3, column 'x'"));
    }
    for (const std::string text : {"2020-01-01", "10:30", "A1", "192.168.1.1", "3+4", "0x10", "1/2"}) {
        INFO(text);
        CHECK(only_column({text, text, "other"}).kind == ColumnKind::category);
    }
}

TEST_CASE("Texts that are all different are left out, and said") {
    std::string text = "name,x,y\n";
    for (int i = 0; i < 10; ++i) text += "n" + std::to_string(i) + ",1,0.5\n";
    const Dataset data = parsed(text);
    CHECK(data.input_names() == Names{"x"});
    CHECK(says(data, "a column of texts that are all different is left out: name"));
    CHECK(parsed("name,y\nAnn,0\nBob,1\n").inputs() == 2);  // a short table
}

TEST_CASE("Where nothing is left to be an input, it is said what was left out") {
    std::string text = "id,gap,y\n";
    for (int i = 0; i < 12; ++i) text += "n" + std::to_string(i) + ",,0.5\n";
    CHECK(
        refusal(text) ==
        "f.csv: found no input: no values in gap, and texts that are all different in id, expected at least one column "
        "of numbers, or of texts that repeat, besides the targets");
}

TEST_CASE("Columns without a value are left out, and said") {
    const std::string text = "a,b,c,y\n1,,NA,0\n2,,?,1\n";
    for (const Missing missing : {Missing::drop, Missing::mean, Missing::median, Missing::indicator}) {
        const Dataset data = parsed(text, {.path = {}, .missing = missing});
        CHECK(data.input_names() == Names{"a"});
        CHECK(data.patterns() == 2);
        CHECK(says(data, "columns without a value are left out: b, c"));
    }
    CHECK_THAT(refusal(text),
               ContainsSubstring("line 2, column 'c': found 'NA', expected a value; 2 values are missing"));
    CHECK(says(parsed("a,b,y\n1,,0\n2,,1\n"), "a column without a value is left out: b"));
}

TEST_CASE("Whole numbers that float64 does not tell apart are rounded, which is said, and are no identifiers") {
    std::string text = "big,exact,x,y\n";
    for (int i = 0; i < 12; ++i)
        text += "922337203685477580" + std::to_string(i % 8) + ",9007199254740992," + std::to_string(i % 5) +
                ".0625012345678,0.5\n";
    for (const std::size_t chunk_bytes : {std::size_t{16}, SIZE_MAX}) {
        const Dataset data = data::parse_csv(file_of(text, "f.csv"), {.path = "f.csv", .targets = {"y"}}, chunk_bytes);
        CHECK(says(data, "whole numbers beyond 2^53 are rounded to those that float64 has: big"));
        CHECK(says(data, "inputs that never vary: big, exact; ignore=NAME leaves a column out"));
        CHECK_FALSE(says(data,
                         "inputs that may be identifiers, as they number the patterns: big; ignore=NAME leaves a "
                         "column out"));
    }
}

TEST_CASE("Targets of whole numbers that float64 makes equal are refused unless they are to be rounded") {
    std::string text = "x,y\n", exact = text;
    for (int i = 0; i < 40; ++i) {
        text += std::to_string(i % 7) + ",900719925474099" + (i % 2 == 0 ? "2" : "3") + "\n";
        exact += std::to_string(i % 7) + ",900719925474099" + (i % 2 == 0 ? "2" : "0") + "\n";
    }
    CHECK_THAT(refusal(text), ContainsSubstring("column 'y': found whole numbers beyond 2^53, which float64 does not "
                                                "tell apart, expected smaller numbers"));
    const Dataset rounded = parsed(text, {.path = {}, .task = Task::regression});
    CHECK(says(rounded, "whole numbers beyond 2^53 are rounded to those that float64 has: y"));
    CHECK_FALSE(says(parsed(exact, {.path = {}, .task = Task::regression}),
                     "whole numbers beyond 2^53 are rounded to those that float64 has: y"));
}

TEST_CASE("A column that numbers the patterns is pointed at in whatever order the rows stand") {
    std::string text = "nr,rank,gap,x,y\n";
    for (int i = 0; i < 20; ++i) {
        const int row = i * 7 % 20;
        text += std::to_string(row) + "," + std::to_string(i == 3 ? 5 : row) + "," + std::to_string(2 * row) + "," +
                std::to_string(row % 5) + ".5,0.5\n";
    }
    CHECK(says(parsed(text),
               "inputs that may be identifiers, as they number the patterns: nr; ignore=NAME leaves a column out"));
}

TEST_CASE("Inputs that never vary and those that number the patterns are pointed at") {
    std::string text = "row,patient_id,same,kind,t,x,y\n";
    for (int i = 0; i < 12; ++i) {
        text += std::to_string(1000 + i) + "," + std::to_string(i * 7 % 13) + ",5,a,True," + std::to_string(i % 5) +
                ",0.5\n";
    }
    const Dataset data = parsed(text);
    CHECK(says(data, "inputs that never vary: same, kind, t; ignore=NAME leaves a column out"));
    CHECK(says(data,
               "inputs that may be identifiers, as they number the patterns: row, patient_id; ignore=NAME leaves a "
               "column out"));
    std::string names = "who,y\n";
    for (int i = 0; i < 20; ++i) names += "n" + std::to_string(i == 19 ? 0 : i) + ",0.5\n";
    CHECK(says(parsed(names),
               "inputs with a category for fewer than two patterns on average: who; ignore=NAME leaves a "
               "column out"));
}

TEST_CASE("Inputs are chosen and ignored by name and by pattern") {
    const std::string text = "id,x1,x2,\"C85, deck\",y\n1,2,3,4,0\n5,6,7,8,1\n";
    CHECK(parsed(text, {.path = {}, .ignore = {"id"}}).input_names() == Names{"x1", "x2", "C85, deck"});
    CHECK(parsed(text, {.path = {}, .ignore = {"id", "C85*"}}).input_names() == Names{"x1", "x2"});
    CHECK(parsed(text, {.path = {}, .columns = {"x?"}}).input_names() == Names{"x1", "x2"});
    CHECK(parsed(text, {.path = {}, .columns = {"x2", "id"}}).input_names() == Names{"id", "x2"});
    CHECK(parsed(text, {.path = {}, .columns = {"*"}, .ignore = {"x*", "id"}}).input_names() == Names{"C85, deck"});
    CHECK(unscaled_inputs(parsed(text, {.path = {}, .columns = {"x2"}})) == Numbers{3, 7});
}

TEST_CASE("A pattern that means no column is refused with the nearest name") {
    const std::string text = "age,cabin,y\n1,2,0\n3,4,1\n";
    CHECK(refusal(text, {.path = {}, .ignore = {"cabbin"}}) ==
          "ignore: 'cabbin' is no column of f.csv; they are age, cabin, y; did you mean 'cabin'?");
    CHECK_THAT(refusal(text, {.path = {}, .columns = {"x*"}}), ContainsSubstring("columns: 'x*' is no column"));
    CHECK_THAT(refusal(text, {.path = {}, .ignore = {"y"}}), ContainsSubstring("'y' is named for something else"));
    CHECK_THAT(refusal(text, {.path = {}, .ignore = {"*"}}), ContainsSubstring("expected at least one input"));
}

TEST_CASE("Columns that columns and ignore leave out are said once, in training") {
    const std::string text = "id,n1,w1,c1,y\n1,2,3,4,0.5\n2,3,4,5,1.5\n";
    const auto note = [&](const Names& columns, const Names& ignore) {
        const Dataset data = parsed(text, {.path = {}, .columns = columns, .ignore = ignore});
        const Names& notes = data.details().notes;
        return notes.empty() || notes[0].starts_with("targets") ? "" : notes[0];
    };
    CHECK(note({"n*", "c*"}, {"id", "w*"}) == "columns are left out by columns and ignore: id, w1");
    CHECK(note({}, {"*1"}) == "columns are left out by ignore: n1, w1, c1");
    CHECK(note({"n1", "w1", "c1"}, {}) == "a column is left out by columns: id");
    CHECK(note({"id", "*1"}, {}).empty());
}

TEST_CASE("A column weighs the patterns, another groups them, and neither is an input") {
    const DataSource roles{.path = {}, .weights = "w", .group_by = "who"};
    const Dataset data = parsed("w,x,who,y\n0,1,ann,5\n2.5,2,7,6\n1,3,ann,7\n", roles);
    CHECK(data.input_names() == Names{"x"});
    CHECK(data.details().weights == std::vector<float>{0, 2.5f, 1});
    CHECK(data.details().groups == std::vector<std::uint32_t>{1, 0, 1});  // in order of their names, not of rows
    CHECK_THAT(refusal("w,x,who,y\n1,1,a,5\n-1,2,b,6\n", roles),
               ContainsSubstring("line 3, column 'w': found '-1', expected a weight: a finite number, at least 0"));
    CHECK_THAT(refusal("w,x,who,y\n1,1,a,5\nx,2,b,6\n", roles), ContainsSubstring("line 3, column 'w': found 'x'"));
    CHECK_THAT(refusal("w,x,who,y\n0,1,a,5\n", roles), ContainsSubstring("weights that are all 0"));
    CHECK_THAT(refusal("w,x,who,y\n1,1,,5\n", roles), ContainsSubstring("line 2, column 'who': found an empty field"));
    CHECK_THAT(refusal("w,x,y\n1,1,5\n", roles), ContainsSubstring("no column 'who'"));
}
