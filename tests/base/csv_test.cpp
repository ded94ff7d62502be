#include "base/csv.h"

#include <vector>

#include "support/catch.h"

using namespace descent;

TEST_CASE("a line of CSV has commas between its fields and a line break at its end") {
    REQUIRE(csv_line(std::vector<std::string>{"a", "", "1.5"}) == "a,,1.5\n");
    REQUIRE(csv_line(std::vector<std::string>{"", "b"}) == ",b\n");
}

TEST_CASE("a field that would be cut stands between quotes, its own quotes doubled") {
    REQUIRE(csv_line(std::vector<std::string>{"a,b", "say \"x\"", "two\nlines"}) ==
            "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n");
}

TEST_CASE("a text that a spreadsheet would run as a formula is shown as text, and numbers stay numbers") {
    CHECK(csv_text("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0");
    CHECK(csv_text("+alert") == "'+alert");
    CHECK(csv_text("-2+3") == "'-2+3");
    CHECK(csv_text("@SUM(A1)") == "'@SUM(A1)");
    for (const char* text : {"-1", "+1", "-1.5e-3", "rose", "a=b", "", "'quoted'"}) CHECK(csv_text(text) == text);
}

TEST_CASE("control characters of a text do not reach a file") {
    CHECK(csv_text("a\x1b[31mb") == "a\\x1b[31mb");
    CHECK(csv_text("two\nlines\t") == "two\\nlines\\t");
}
