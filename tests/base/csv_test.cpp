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
