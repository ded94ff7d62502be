#include "reproduction/published.h"

#include <descent/error.h>

#include <cmath>

#include "support/catch.h"

using namespace descent::reproduction;

TEST_CASE("a printed figure knows its last digit") {
    CHECK(printed("0.8881").value == 0.8881);
    CHECK(printed("0.8881").rounding == Approx(0.00005));
    CHECK(printed("236").rounding == 0.5);
    CHECK(std::isinf(printed("inf").value));
    CHECK(std::isinf(printed("nan").value));
    CHECK_THROWS_AS(printed("0.8881x"), descent::Error);
}

TEST_CASE("rows have the cells of their line, without the heading") {
    const auto rows = rows_of("name,loss\ngd,0.5\nadam,0.25\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[1] == std::vector<std::string>{"adam", "0.25"});
}

TEST_CASE("the published files are whole, and the block of sgd is that of momentum") {
    const auto quadratic = rows_of(quadratic_deep_text());
    REQUIRE(quadratic.size() == 90);  // 36 rates of two optimizers, nine more seeds at the best of each
    for (const auto& row : quadratic) {
        REQUIRE(row.size() == 9);
        CHECK(row[4] == "353.447");
    }
    const auto blocks = rows_of(hands_on_chapter_11_text());
    REQUIRE(blocks.size() == 90);
    for (std::size_t i = 0; i < 10; ++i) {
        REQUIRE(blocks[i].size() == 6);
        CHECK(std::equal(blocks[i].begin() + 1, blocks[i].end(), blocks[i + 10].begin() + 1));
    }
}
