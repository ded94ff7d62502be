// What the target columns of a table become: classes or numbers.

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Names = std::vector<std::string>;
using Labels = std::vector<std::uint32_t>;

/// A table of one input and the target column y.
Dataset parsed(const Names& fields, Task task = Task::automatic, const Names& class_names = {}) {
    std::string text = "x,y\n";
    for (std::size_t i = 0; i < fields.size(); ++i) text += std::to_string(i * i) + "," + fields[i] + "\n";
    return data::parse_csv(file_of(text, "f.csv"),
                           {.path = "f.csv", .targets = {"y"}, .class_names = class_names, .task = task});
}

std::string refusal(const Names& fields, Task task = Task::automatic, const Names& class_names = {}) {
    return error_of([&] { parsed(fields, task, class_names); });
}

Names repeated(const Names& fields, int times) {
    Names result;
    for (int i = 0; i < times; ++i) result.insert(result.end(), fields.begin(), fields.end());
    return result;
}

}  // namespace

TEST_CASE("Texts in the target column are classes, sorted, blanks around them trimmed") {
    const Dataset data = parsed({"dog", " \"cat, big\" ", "dog ", "ant"});
    CHECK(data.class_names() == Names{"ant", "cat, big", "dog"});
    CHECK(data.raw_targets().labels == Labels{2, 1, 2, 0});
    CHECK(data.outputs() == 3);
    CHECK(data.details().notes == Names{"targets are 3 classes: ant, cat, big, dog",
                                        "classes of fewer than 5 patterns: ant (1), cat, big (1), dog (2)"});
}

TEST_CASE("Truth values are two classes, however they are spelled") {
    const Dataset data = parsed({"TRUE", "FALSE", "true", "False", "FALSE"});
    CHECK(data.class_names() == Names{"FALSE", "TRUE"});
    CHECK(data.raw_targets().labels == Labels{1, 0, 1, 0, 0});
    CHECK(parsed({"False", "True", "False"}).class_names() == Names{"False", "True"});
    CHECK(parsed({"true", "yes", "TRUE", "yes"}).class_names() == Names{"TRUE", "true", "yes"});

    const Dataset four = parsed({"True", "TRUE", "fALSE", "FALSE"});
    CHECK(four.class_names() == Names{"FALSE", "TRUE"});
    CHECK(four.details().notes.front() == "spellings of true and false are FALSE and TRUE in y");
    CHECK(parsed({"True", "TRUE", "fALSE"}, Task::regression).raw_targets().values == std::vector<double>{1, 1, 0});

    const Names known = {"False", "True"};
    CHECK(parsed({"TRUE", "false", "True"}, Task::classification, known).raw_targets().labels == Labels{1, 0, 1});
    CHECK(parsed({"1", "0", "1"}, Task::classification, known).raw_targets().labels == Labels{1, 0, 1});
    CHECK_THAT(refusal({"TRUE", "2"}, Task::classification, known), ContainsSubstring("line 3, column 'y': found '2'"));
    CHECK_THAT(refusal({"True", "yes"}, Task::classification, known),
               ContainsSubstring("line 3, column 'y': found 'yes'"));
}

TEST_CASE("Few whole numbers that repeat are classes by their values") {
    const Dataset data = parsed({"10", "2", "2.0", "-1", "1e1", "-1"});
    CHECK(data.class_names() == Names{"-1", "2", "10"});
    CHECK(data.raw_targets().labels == Labels{2, 1, 1, 0, 2, 0});
    CHECK(data.details().notes.front() == "targets are 3 classes: -1, 2, 10; task=regression makes numbers");
    CHECK(parsed(repeated({"0", "1"}, 2)).has_classes());
    CHECK(parsed(repeated({"100000", "-2000000", "123456"}, 4)).class_names() == Names{"-2000000", "100000", "123456"});
}

TEST_CASE("Numbers that do not repeat, fractions, many values and one value are numbers") {
    const Dataset data = parsed({"1", "2", "3"});
    CHECK_FALSE(data.has_classes());
    CHECK(data.details().notes == Names{"targets are numbers in 1 column; task=classification makes classes of them"});
    CHECK_FALSE(parsed(repeated({"0.5", "1"}, 10)).has_classes());
    CHECK_FALSE(parsed({"3", "3"}).has_classes());
    CHECK_FALSE(parsed({"-1", "1"}).has_classes());
    Names many;
    for (int i = 0; i < 101; ++i) many.push_back(std::to_string(i));
    CHECK_FALSE(parsed(repeated(many, 10)).has_classes());
    many.pop_back();
    CHECK(parsed(repeated(many, 10)).outputs() == 100);
    CHECK_FALSE(parsed(repeated(many, 9)).has_classes());  // rents and ages occur several times, too
    many.resize(50);
    Names counts = repeated(many, 12);
    CHECK(parsed(counts).outputs() == 50);
    counts.insert(counts.end(), {"100", "100"});
    CHECK_FALSE(parsed(counts).has_classes());  // the tail of counts
    many.resize(20);
    CHECK(parsed(repeated(many, 2)).outputs() == 20);
}

TEST_CASE("The task decides otherwise") {
    CHECK(parsed({"0", "1", "0", "1"}, Task::regression).raw_targets().columns == 1);
    CHECK(parsed({"1.5", "0.5", "1.50"}, Task::classification).class_names() == Names{"0.5", "1.5"});
    CHECK(parsed({"0", "1", "0"}, Task::classification).details().notes.front() == "targets are 2 classes: 0, 1");
    CHECK(parsed({"0", "1", "0"}, Task::regression).details().notes.empty());
    CHECK(parsed({"True", "False"}, Task::regression).outputs() == 1);
    CHECK(parsed({"ann", "bob", "cid", "dan"}, Task::classification).outputs() == 4);
    CHECK_THAT(refusal({"1", "cat"}, Task::regression),
               ContainsSubstring("line 3, column 'y': found 'cat', expected a"));
}

TEST_CASE("A target that is a number to people and not to us is refused at its line") {
    for (const std::string price : {"\"1,200\"", "$1200", "\"12,5\"", "1e39", "5%"}) {
        INFO(price);
        CHECK_THAT(refusal({price, price, price, price}), ContainsSubstring("line 2, column 'y': found '"));
        CHECK_THAT(refusal({price, price, price, price}), ContainsSubstring("expected a finite number"));
        CHECK_THAT(refusal({"3.5", price, "4.5", "5.5"}), ContainsSubstring("line 3, column 'y': found '"));
    }
    const std::string plain = ", without thousands separator, decimal comma or unit; ";
    CHECK_THAT(refusal({"1", "\"1,650\"", "3.5"}), ContainsSubstring("found '1,650'") && ContainsSubstring(plain));
    CHECK_THAT(refusal({"3.5", "4.5", "high", "5.5"}),
               ContainsSubstring("line 4, column 'y': found 'high'") && !ContainsSubstring(plain));
}

TEST_CASE("Missing targets are refused at their line, wherever they stand") {
    for (const std::string mark : {"?", "NA", "", "NaN", "null", "None"}) {
        INFO(mark);
        CHECK_THAT(refusal({mark, "3.5", "4.5", "5.5"}), ContainsSubstring("line 2, column 'y': found "));
        CHECK_THAT(refusal({"3.5", "4.5", mark, "5.5"}),
                   ContainsSubstring("line 4, column 'y'") && ContainsSubstring("1 value is missing in y"));
        CHECK_THAT(refusal({"a", "b", "a", mark}), ContainsSubstring("line 5, column 'y'"));
    }
}

TEST_CASE("Truth values that become numbers are said, as those of inputs are") {
    CHECK(parsed({"True", "False"}, Task::regression).details().notes == Names{"true and false are 1 and 0 in y"});
    CHECK(parsed({"1.5", "2"}, Task::regression).details().notes.empty());
    const auto notes = [](const std::string& rows) {
        const DataSource source{.path = "f.csv", .targets = {"a", "b", "c"}};
        return data::parse_csv(file_of("x,a,b,c\n" + rows, "f.csv"), source).details().notes;
    };
    CHECK(notes("1,True,5,False\n2,True,6,True\n") ==
          Names{"true and false are 1 and 0 in a, c", "targets are numbers in 3 columns"});
    CHECK(notes("1,True,False,False\n2,False,True,False\n")[0].starts_with("targets are 2 classes"));
}

TEST_CASE("Several target columns that are one-hot are classes, named as the columns are") {
    const auto read = [](const std::string& rows, Task task = Task::automatic, const Names& class_names = {}) {
        return data::parse_csv(file_of("x,c,a,b\n" + rows, "f.csv"),
                               {.path = "f.csv", .targets = {"c", "a", "b"}, .class_names = class_names, .task = task});
    };
    const Dataset data = read("1,0,1,0\n2,1,0,0\n3,0,1.0,0\n");
    CHECK(data.class_names() == Names{"c", "a"});  // those that occur
    CHECK(data.raw_targets().labels == Labels{1, 0, 1});
    CHECK(data.details().notes == Names{"targets are 2 classes: c, a; task=regression makes numbers",
                                        "classes of fewer than 5 patterns: c (1), a (2)"});
    CHECK(read("1,False,True,False\n2,True,False,False\n").class_names() == Names{"c", "a"});
    CHECK(read("1,0,1,0\n2,1,0,0\n", Task::classification).details().notes.front() == "targets are 2 classes: c, a");
    CHECK(read("1,0,1,0\n2,1,0,0\n", Task::regression).raw_targets().columns == 3);
    for (const std::string row : {"2,1,1,0\n", "2,0,0,0\n", "2,0,0.5,0.5\n", "2,2,0,0\n"}) {
        INFO(row);
        CHECK_FALSE(read("1,0,1,0\n" + row).has_classes());
        CHECK_THAT(error_of([&] { read("1,0,1,0\n" + row, Task::classification); }),
                   ContainsSubstring("f.csv: line 3: found targets ") && ContainsSubstring("expected a 1 among zeros"));
    }
    const Names known = {"a", "b"};
    CHECK(read("1,0,1,0\n2,0,0,1\n", Task::classification, known).raw_targets().labels == Labels{0, 1});
    CHECK(error_of([&] { read("1,0,1,0\n2,1,0,0\n", Task::classification, known); }) ==
          "f.csv: line 3, column 'c': found '1', expected 0, or a column of the known classes a, b");
}

TEST_CASE("Classes of few patterns are named") {
    Names fields = repeated({"a", "b"}, 5);
    CHECK(parsed(fields).details().notes.size() == 1);
    fields.insert(fields.end(), {"c", "d", "c"});
    CHECK(parsed(fields).details().notes.back() == "classes of fewer than 5 patterns: c (2), d (1)");
}

TEST_CASE("Marks among numbers make no classes of them") {
    Names ages;
    for (int i = 0; i < 1000; ++i) ages.push_back(std::to_string(18 + i * 7 % 68));
    for (const std::string mark : {"unknown", "n.a.", ".", "-", "--"}) {
        Names marked = ages;
        for (const std::size_t row : {3, 400, 999}) marked[row] = mark;
        CHECK_THAT(refusal(marked), ContainsSubstring("line 5, column 'y': found '" + mark + "'"));
    }
    Names few = repeated({"1", "2", "3"}, 30);
    few[10] = few[50] = ".";
    CHECK_THAT(refusal(few), ContainsSubstring("line 12, column 'y': found '.'"));
    few[10] = few[50] = "more";
    CHECK(parsed(few).class_names() == Names{"1", "2", "3", "more"});
}

TEST_CASE("Whole numbers that doubles do not tell apart are no classes") {
    const Names labels = {"90071992547409931", "90071992547409932", "90071992547409931", "90071992547409932"};
    CHECK_THAT(refusal(labels, Task::classification), ContainsSubstring("column 'y': found classes such as"));
    CHECK(parsed(labels, Task::regression).raw_targets().columns == 1);
}

TEST_CASE("Digits and letters mixed are classes where they repeat, in any order of rows") {
    Names plates = repeated({"7", "B", "A", "3"}, 3);
    const Dataset data = parsed(plates);
    CHECK(data.class_names() == Names{"3", "7", "A", "B"});
    CHECK(std::vector(data.raw_targets().labels.begin(), data.raw_targets().labels.begin() + 4) == Labels{1, 3, 2, 0});
    std::ranges::sort(plates);
    CHECK(parsed(plates).class_names() == data.class_names());
    std::ranges::reverse(plates);
    CHECK(parsed(plates).class_names() == data.class_names());
    CHECK(data.details().notes[0] ==
          "numbers among texts are classes, too, in y ('B'); task=regression takes numbers alone; missing=drop "
          "leaves empty fields out");
    Names slip = repeated({"1", "2"}, 10);
    slip[5] = "8Q";
    CHECK_THAT(refusal(slip), ContainsSubstring("line 7, column 'y': found '8Q'"));
    CHECK(parsed(slip, Task::classification).class_names() == Names{"1", "2", "8Q"});
}

TEST_CASE("As many classes as patterns are refused") {
    CHECK(refusal({"ann", "bob", "cid", "dan"}) ==
          "f.csv: line 2, column 'y': found 'ann', expected classes that repeat, not another for each of the 4 "
          "patterns; task=classification takes them");
    CHECK(parsed({"a", "b", "c"}).outputs() == 3);
    CHECK(parsed({"ok", "ok", "ok"}).outputs() == 1);  // for training to judge
}

TEST_CASE("Known classes of numbers are taken by value, those of texts by name") {
    CHECK(parsed({"1.0", "0", "1"}, Task::classification, {"0", "1"}).raw_targets().labels == Labels{1, 0, 1});
    CHECK(parsed({"1"}, Task::classification, {"0", "1"}).class_names() == Names{"0", "1"});
    for (const std::string unknown : {"2", "x"}) {
        CHECK_THAT(
            refusal({"0", unknown}, Task::classification, {"0", "1"}),
            ContainsSubstring("line 3, column 'y': found '" + unknown + "', expected one of the known classes 0, 1"));
    }
    CHECK(parsed({"7", "B"}, Task::classification, {"7", "A", "B"}).raw_targets().labels == Labels{0, 2});
    CHECK(parsed({"B"}, Task::classification, {"A", "B"}).details().notes.empty());
}
