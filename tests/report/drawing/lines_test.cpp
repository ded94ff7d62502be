#include "report/drawing/lines.h"

#include "support/catch.h"

using namespace descent;
using namespace descent::report;

TEST_CASE("a line plot has a point for each value and an optimizer in the legend once") {
    const LinePlot plot{.points = {{.optimizer = "gd", .x = 1, .y = 0.5, .tip = "here"}, {.optimizer = "gd", .x = 2}},
                        .x = {"epoch"},
                        .y = {"loss", true}};
    const Json drawing = line_drawing(plot);
    const Json values = drawing["data"][0]["values"];
    REQUIRE(values.size() == 2);
    REQUIRE(values[0] == Json({{"optimizer", "gd"}, {"x", 1.0}, {"y", 0.5}, {"tip", "here"}}));
    REQUIRE(drawing["usermeta"]["legend"] == Json({"gd"}));
    REQUIRE(drawing["axes"][0]["title"] == "epoch");
    REQUIRE(drawing["scales"][0]["type"] == "linear");
    REQUIRE(drawing["scales"][1]["type"] == "log");
}

TEST_CASE("a band lies between quartiles, and at the line where there are none") {
    const LinePlot plot{
        .points = {{.optimizer = "gd", .x = 1, .y = 2, .lower = 1, .upper = 3}, {.optimizer = "gd", .x = 2, .y = 5}},
        .x = {"epoch"},
        .y = {"loss"},
        .band = true};
    const Json values = line_drawing(plot)["data"][0]["values"];
    REQUIRE(values[0]["lower"] == 1.0);
    REQUIRE(values[0]["upper"] == 3.0);
    REQUIRE(values[1]["lower"] == 5.0);
}

TEST_CASE("values are spread wide when all are positive and the largest exceeds twenty times the smallest") {
    REQUIRE(spread_wide({1, 21}));
    REQUIRE(!spread_wide({1, 20}));
    REQUIRE(!spread_wide({0, 21}));
    REQUIRE(!spread_wide({}));
}
