#include "data/csv_scanner.h"

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Record = std::vector<std::string>;

std::vector<Record> records(std::string_view text) {
    data::CsvScanner scanner(text, "f.csv");
    std::vector<Record> result;
    std::vector<std::string_view> fields;
    while (scanner.next(fields)) result.emplace_back(fields.begin(), fields.end());
    return result;
}

std::string refusal(std::string_view text) {
    return error_of([&] { records(text); });
}

}  // namespace

TEST_CASE("Records are lines, fields stand between commas") {
    CHECK(records("a,b\n1,2\n") == std::vector<Record>{{"a", "b"}, {"1", "2"}});
    CHECK(records("a,b\r\n1,2\r\n") == std::vector<Record>{{"a", "b"}, {"1", "2"}});
    CHECK(records("a,b\n1,2") == std::vector<Record>{{"a", "b"}, {"1", "2"}});
    CHECK(records(",\n,,") == std::vector<Record>{{"", ""}, {"", "", ""}});
    CHECK(records("").empty());
}

TEST_CASE("A quoted field may hold commas, quotes and line breaks") {
    CHECK(records("\"a,b\",\"c\"\"d\",\"\"\n\"e\nf\",\"g\r\nh\"\r\n") ==
          std::vector<Record>{{"a,b", "c\"d", ""}, {"e\nf", "g\r\nh"}});
    CHECK(records("\"\"\"\"\"\"") == std::vector<Record>{{"\"\""}});
}

TEST_CASE("A byte order mark is skipped, another encoding is refused") {
    CHECK(records("\xEF\xBB\xBF"
                  "a,b\n") == std::vector<Record>{{"a", "b"}});
    CHECK_THAT(refusal(std::string("\xFF\xFE"
                                   "a\0",
                                   4)),
               ContainsSubstring("line 1: found UTF-16 text, expected UTF-8"));
    CHECK_THAT(refusal("\x1F\x8B\x08"), ContainsSubstring("found gzip data"));
}

TEST_CASE("Empty lines are skipped, and counted between records") {
    CHECK(records("a\n1\n\n\r\n\n") == std::vector<Record>{{"a"}, {"1"}});
    data::CsvScanner scanner("\na\n\r\n\n1\n\n", "f.csv");
    std::vector<std::string_view> fields;
    std::vector<std::size_t> lines;
    while (scanner.next(fields)) lines.push_back(scanner.line());
    CHECK(lines == std::vector<std::size_t>{2, 5});
    CHECK(scanner.empty_lines() == 3);
}

TEST_CASE("Fields and lines may end in other characters") {
    data::CsvScanner scanner("a;\"b;\rc\"\r1;2,5", "f.csv", {.delimiter = ';', .line_end = '\r', .first_line = 2});
    std::vector<std::string_view> fields;
    REQUIRE(scanner.next(fields));
    CHECK(fields == std::vector<std::string_view>{"a", "b;\rc"});
    REQUIRE(scanner.next(fields));
    CHECK(fields == std::vector<std::string_view>{"1", "2,5"});
    CHECK(scanner.line() == 4);
    CHECK_FALSE(scanner.next(fields));
}

TEST_CASE("A carriage return that ends no line belongs to its field") {
    CHECK(records("a\rb,c\r\r\n") == std::vector<Record>{{"a\rb", "c\r"}});
    CHECK(records("a\r") == std::vector<Record>{{"a"}});
}

TEST_CASE("The line of a record counts line breaks inside quotes") {
    data::CsvScanner scanner("a\n\"x\ny\"\nb\n", "f.csv");
    std::vector<std::string_view> fields;
    std::vector<std::size_t> lines;
    while (scanner.next(fields)) lines.push_back(scanner.line());
    CHECK(lines == std::vector<std::size_t>{1, 2, 4});
}

TEST_CASE("Quotes in the wrong place are an error with their line") {
    CHECK(refusal("a\n\"b\nc") == "f.csv: line 2: found a quote that is never closed, expected a second quote");
    CHECK(
        refusal("a\nb\"c\n") ==
        "f.csv: line 2: found a quote inside 'b', expected quotes around the whole field, and those inside it doubled");
    CHECK(refusal("a\n\"b\"c,d\n") ==
          "f.csv: line 2: found 'c,d\\n' after a quote, expected a comma; quotes inside a field are doubled");
    CHECK(
        refusal("a,b\n\"x \\\"y\\\"\",d\n") ==
        "f.csv: line 2: found 'y\\\"\",d\\n' after a quote behind a backslash, expected a comma; quotes inside a field "
        "are doubled, not escaped by a backslash");
}
