// Tables as programs write them: delimiters, line ends, headers, and what is left over from spreadsheets.

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

/// But for what the targets are, and that they are few.
Names notes_of(const Dataset& data) {
    Names notes = data.details().notes;
    std::erase_if(notes, [](const std::string& note) {
        return note.starts_with("targets are") || note.starts_with("classes of fewer");
    });
    return notes;
}

}  // namespace

TEST_CASE("The delimiter is found in the header") {
    for (const std::string delimiter : {",", ";", "\t", "|"}) {
        INFO(delimiter);
        const std::string d = delimiter;
        const Dataset data = parsed("a" + d + "\"b" + d + "c\"" + d + "y\n1" + d + "2" + d + "3\n");
        CHECK(data.input_names() == Names{"a", "b" + d + "c"});
        CHECK(unscaled_inputs(data) == Numbers{1, 2});
        CHECK(notes_of(data).size() == (d == "," ? 0 : 1));
    }
    CHECK(notes_of(parsed("a;y\n1;2\n")) == Names{"columns are separated by a semicolon"});
}

TEST_CASE("Where several delimiters stand in the header the whole file decides") {
    const Dataset semicolons = parsed("mass, kg;length, m;y\n1;2;3\n4;5;6\n");
    CHECK(semicolons.input_names() == Names{"mass, kg", "length, m"});
    CHECK(parsed("mass; kg,y\n1,2\n").input_names() == Names{"mass; kg"});
    CHECK(parsed("a|b\ty\n1\t2\n").input_names() == Names{"a|b"});
}

TEST_CASE("Semicolons bring decimal commas, and one file has one decimal mark") {
    const Dataset data = parsed("a;b;y\n1,5;-2;\"3,25\"\n+0,5;1e3;4\n");
    CHECK(unscaled_inputs(data) == Numbers{1.5, -2, 0.5, 1000});
    CHECK(data.raw_targets().values == Numbers{3.25, 4});
    CHECK(notes_of(data).back() == "numbers have decimal commas");
    CHECK(unscaled_inputs(parsed("a;y\n1.5;2\n")) == Numbers{1.5});
    CHECK(refusal("a;y\n1.5;2\n1,234;2\n") ==
          "f.csv: line 3, column 'a': found '1,234', expected a decimal point, as on line 2");
    CHECK_THAT(refusal("a;y\n1.234,5;2\n1;2\n"), ContainsSubstring("found '1.234,5', expected a finite number"));
    CHECK_THAT(refusal("a,y\n\"1,5\",2\n"), ContainsSubstring("found '1,5', expected a finite number"));
}

TEST_CASE("Tabs and bars bring decimal commas, too, where these cannot be thousands") {
    for (const std::string d : {"\t", "|"}) {
        INFO(d);
        const Dataset data = parsed("a" + d + "y\n1,5" + d + "-0,25\n1,234" + d + "2\n");
        CHECK(unscaled_inputs(data) == Numbers{1.5, 1.234});
        CHECK(data.raw_targets().values == Numbers{-0.25, 2});
        CHECK(notes_of(data).back() == "numbers have decimal commas");
        CHECK(unscaled_inputs(parsed("1,5" + d + "2\n3,5" + d + "4\n", {.path = {}, .targets = {"c2"}})) ==
              Numbers{1.5, 3.5});
        CHECK(refusal("a" + d + "y\n950" + d + "2\n1,200" + d + "2\n") ==
              "f.csv: line 3, column 'a': found '1,200', expected a number that has no comma, or another that tells "
              "whether commas separate thousands or decimals");
        CHECK(refusal("a" + d + "y\n1.5" + d + "2\n1,25" + d + "2\n") ==
              "f.csv: line 3, column 'a': found '1,25', expected a decimal point, as on line 2");
        CHECK_THAT(refusal("a" + d + "y\n1,5" + d + "2\n1.25" + d + "2\n"),
                   ContainsSubstring("line 3, column 'a': found '1.25', expected a decimal comma, as on line 2"));
        CHECK_THAT(refusal("a" + d + "y\n1,200,000" + d + "2\n"), ContainsSubstring("found '1,200,000', expected a"));
    }
}

TEST_CASE("Names that are one fewer than fields follow on names of rows, as R leaves them out") {
    const std::string note =
        "lines have one field more than there are names: the first holds the names of rows, and is "
        "left out";
    const Dataset data = parsed("\"x\",\"y\"\n\"1\",1.5,\"a\"\n\"2\",2.5,\"b\"\n");
    CHECK(data.input_names() == Names{"x"});
    CHECK(unscaled_inputs(data) == Numbers{1.5, 2.5});
    CHECK(notes_of(data) == Names{note});
    CHECK(parsed("x\ty\nMazda\t1\ta\nFiat\t2\tb\n").input_names() == Names{"x"});
    CHECK(refusal("x,y\nMazda,1,a\nFiat,2\n") == "f.csv: line 3: found 2 fields, expected 3, as in the first row");
    CHECK_THAT(refusal("x,y,\nMazda,1,a\n"), ContainsSubstring("line 2: found 3 fields, expected 2"));
    const Columns known{.inputs = {{.name = "x"}}};
    CHECK(unscaled_inputs(parsed("y,x\nMazda,1,7\nFiat,2,8\n", {.path = {}, .known = known})) == Numbers{7, 8});
}

TEST_CASE("A first line that names the delimiter is obeyed") {
    for (const std::string start : {"sep=;\r\n", "\"sep=;\"\r\n", "\xEF\xBB\xBFsep=;\n"}) {
        const Dataset data = parsed(start + "a,b;y\r\n1;2\r\n");
        CHECK(data.input_names() == Names{"a,b"});
        CHECK(notes_of(data) == Names{"columns are separated by a semicolon, as its first line says"});
    }
    CHECK_THAT(refusal("sep=,\na,y\n1,x\n1,x,3\n"), ContainsSubstring("line 4: found 3 fields"));
    CHECK(parsed("sep=x,y\n1,2\n").input_names() == Names{"sep=x"});
}

TEST_CASE("Lines end in LF, CRLF or CR") {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const Dataset data = parsed("a,y" + end + "1,2" + end + "\"3\",4" + end);
        CHECK(unscaled_inputs(data) == Numbers{1, 3});
    }
    CHECK(notes_of(parsed("a,y\r1,2\r")) == Names{"lines end in carriage returns alone"});
    CHECK_THAT(refusal("a,y\r1,2\r3,4,5\r"), ContainsSubstring("line 3: found 3 fields"));
}

TEST_CASE("Lines that end in carriage returns beside others that end in line feeds are refused at the first") {
    const std::string message = "found a carriage return that no line feed follows, expected lines that all end alike";
    CHECK_THAT(refusal("x,y\r1,a\n2,b\r3,a\n"), ContainsSubstring("line 1: " + message));
    CHECK_THAT(refusal("x,y\r\n1,a\r2,b\r\n3,a\r4,b\r\n"), ContainsSubstring("line 2: " + message));
    CHECK_THAT(refusal("x,z,y\n1,a,p\n2,b\rc,q\n3,b\rc,p\n"), ContainsSubstring("line 3: " + message));
    CHECK_THAT(refusal("x,y\r\r\n1,a\r\r\n2,b\r\r\n"), ContainsSubstring("line 1: " + message));
    const Dataset quoted = parsed("x,y\r\n1,\"a\rb\"\r\n2,c\r\n3,\"a\rb\"\r\n4,c\r\n");
    CHECK(quoted.class_names() == Names{"a\rb", "c"});
}

TEST_CASE("Blank rows before the names are skipped and counted, and the delimiter is found behind them") {
    for (const std::string_view start : {"\n\n", ";\n\n", ";;\n;\n", "  \n;\n"}) {
        INFO(start);
        const std::string text = std::string(start) + "x;y\n1,5;a\n2,5;b\n";
        const Dataset data = parsed(text);
        CHECK(data.input_names() == Names{"x"});
        CHECK(unscaled_inputs(data) == Numbers{1.5, 2.5});
        CHECK(notes_of(data).back() == "2 blank rows are skipped");
        CHECK_THAT(refusal(text + "3;c;d\n"), ContainsSubstring("line 6: found 3 fields"));
    }
}

TEST_CASE("Blank rows are skipped and counted") {
    const Dataset data = parsed("x,y\n0,a\n\n1,b\n,\n , \n");
    CHECK(data.patterns() == 2);
    CHECK(notes_of(data) == Names{"3 blank rows are skipped"});
    CHECK(refusal("x,y\n,\n") == "f.csv: found 0 patterns, expected at least one line after the column names");
}

TEST_CASE("A delimiter at the end of lines adds no column") {
    const Names note = {"the empty field at the end of lines is left out"};
    for (const std::string_view text : {"a,y,\n1,2,\n", "a,y\n1,2,\n", "a,y,\n1,2\n"}) {
        const Dataset data = parsed(text);
        CHECK(data.inputs() == 1);
        CHECK(notes_of(data) == note);
    }
    CHECK_THAT(refusal("a,y,\n1,2,3\n"), ContainsSubstring("found 3 fields, expected 2"));
}

TEST_CASE("A first column without a name is left out as an index") {
    const Dataset data = parsed(",x,y\n0,1.5,a\n1,2.5,b\n");
    CHECK(data.input_names() == Names{"x"});
    CHECK(unscaled_inputs(data) == Numbers{1.5, 2.5});
    CHECK(notes_of(data) == Names{"the first column has no name: it is left out as an index"});
    CHECK(parsed("\"\",x,y\n\"Mazda RX4\",1,a\n\"Fiat\",2,b\n").inputs() == 1);
}

TEST_CASE("Without a header the columns are c1, c2, ...: said, or seen in a first row of numbers") {
    const Dataset found = parsed("1,2.5,0\n3,4,1\n", {.path = {}, .targets = {"c3"}});
    CHECK(found.patterns() == 2);
    CHECK(found.input_names() == Names{"c1", "c2"});
    CHECK(notes_of(found) == Names{"no header: the columns are c1 to c3"});
    const DataSource said{.path = {}, .targets = {"c2"}, .no_header = true};
    CHECK(parsed("1,cat\n2,dog\n", said).class_names() == Names{"cat", "dog"});
    CHECK(parsed("1,2,\n3,4,\n", {.path = {}, .targets = {"c2"}}).inputs() == 1);
    CHECK(parsed("1,5;2\n", {.path = {}, .targets = {"c2"}}).inputs() == 1);
}

TEST_CASE("Numbers are names where a target or a known input is one of them") {
    CHECK(parsed("0,1,2\n5,6,7\n", {.path = {}, .targets = {"2"}}).patterns() == 1);
    const DataSource prediction{
        .path = {}, .targets = {"2"}, .targets_optional = true, .known = number_columns({"0", "1"})};
    CHECK(parsed("0,1\n5,6\n", prediction).patterns() == 1);
    const DataSource unnamed{
        .path = {}, .targets = {"c1"}, .targets_optional = true, .known = number_columns({"c2", "c3"})};
    const Dataset rows = parsed("5,6\n7,8\n", unnamed);
    CHECK(rows.patterns() == 2);
    CHECK(rows.input_names() == Names{"c2", "c3"});
}

TEST_CASE("A first row of numbers that is taken for names is said to be, unless pandas counts so") {
    const auto notes = [](const std::string& text) { return notes_of(parsed(text, {.path = {}, .targets = {"a"}})); };
    const std::string end = "; no_header=true where they are a pattern";
    CHECK(notes("1,2.5,a\n3,4,b\n5,6,b\n") == Names{"names of columns that are numbers: 1, 2.5" + end});
    CHECK(notes("2019,2020,a\n3,4,b\n5,6,b\n") == Names{"names of columns that are numbers: 2019, 2020" + end});
    CHECK(notes("0,1,a\n3,4,0.5\n5,6,1.5\n").empty());
    CHECK(notes(",0,1,a\n0,3,4,0.5\n1,5,6,1.5\n") == Names{"the first column has no name: it is left out as an index"});
}

TEST_CASE("Columns without a name and of one name get one, and it is said") {
    const Dataset data = parsed("a,,a,y,a\n1,2,3,0,4\n");
    CHECK(data.input_names() == Names{"a", "c2", "a.1", "a.2"});
    CHECK(notes_of(data) ==
          Names{"columns without a name are called c2", "columns of one name are numbered: a.1, a.2"});
    CHECK(parsed("c2,,y\n1,2,3\n").input_names() == Names{"c2", "c3"});
    CHECK_THAT(refusal("a,y,y\n1,2,3\n"),
               ContainsSubstring("line 1: found the column 'y' twice, expected a target column of a name"));
}

TEST_CASE("A first row with gaps among its numbers is a pattern too") {
    CHECK(parsed("1,?,0\n2,3,1\n", {.path = {}, .targets = {"c3"}, .missing = Missing::mean}).patterns() == 2);
    CHECK_THAT(refusal("5.1,3.5,setosa\n4.9,3.0,virginica\n"),
               ContainsSubstring("; no_header=true where line 1 holds no names"));
}

TEST_CASE("Where no delimiter is found the refusal says which there are") {
    const std::string separators = "; line 1 holds one column: a comma, semicolon, tab, bar or blanks separate columns";
    CHECK_THAT(refusal("a y\n1:2\n3:4\n"),
               ContainsSubstring("found no column 'y', expected a target column among a y" + separators));
    CHECK_THAT(refusal("# of 2020\na,y\n1,2\n"), ContainsSubstring(separators));
}

TEST_CASE("The task decides whether one target column holds classes") {
    const DataSource classes{.path = {}, .task = Task::classification}, numbers{.path = {}, .task = Task::regression};
    CHECK(parsed("x,y\n1,0\n2,1\n", classes).class_names() == Names{"0", "1"});
    CHECK_THAT(refusal("x,y\n1,cat\n", numbers), ContainsSubstring("found 'cat', expected a finite number"));
    CHECK_THAT(refusal("x,y,z\n1,2,3\n", {.path = {}, .targets = {"y", "z"}, .task = Task::classification}),
               ContainsSubstring("line 2: found targets 2, 3, expected a 1 among zeros"));
}
