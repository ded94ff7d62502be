#include "base/columns.h"

#include "support/catch.h"

using namespace descent;

TEST_CASE("columns are as wide as their longest text, and no line ends in blanks") {
    const std::vector<std::vector<std::string>> rows = {{"a", "long", "b"}, {"cc", "d", "eee"}};
    CHECK(aligned(rows, Side::left) == "a   long  b\ncc  d     eee\n");
    CHECK(aligned(rows, Side::right) == "a   long    b\ncc     d  eee\n");
    CHECK(aligned({}, Side::left).empty());
    CHECK(aligned({{"alone"}}, Side::right) == "alone\n");
}
