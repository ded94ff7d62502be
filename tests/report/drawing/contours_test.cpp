#include "report/drawing/contours.h"

#include <limits>

#include "support/catch.h"

using namespace descent;
using namespace descent::report;

TEST_CASE("a line of equal loss crosses edges where the loss has its level") {
    // loss = x on a square: the level 0.25 is the upright line x = 0.25.
    const auto segments = contour({0, 1}, {0, 1}, {{0, 1}, {0, 1}}, 0.25);
    REQUIRE(segments.size() == 1);
    REQUIRE(segments[0].x1 == 0.25);
    REQUIRE(segments[0].x2 == 0.25);
    REQUIRE(segments[0].y1 + segments[0].y2 == 1);
    REQUIRE(contour({0, 1}, {0, 1}, {{0, 1}, {0, 1}}, 2).empty());
}

TEST_CASE("a saddle is cut into two lines that do not cross") {
    const auto segments = contour({0, 1}, {0, 1}, {{1, 0}, {0, 1}}, 0.5);
    REQUIRE(segments.size() == 2);
    // The middle, 0.5, is on the side of the corners with 1: the corners with 0 are cut off.
    for (const Segment& s : segments) {
        const bool cuts_lower_right = s.x1 + s.x2 > s.y1 + s.y2;
        const double sum = s.x1 + s.x2 - s.y1 - s.y2;
        REQUIRE(sum == (cuts_lower_right ? 1 : -1));
    }
}

TEST_CASE("squares with a corner that is not finite have no line") {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    REQUIRE(contour({0, 1, 2}, {0, 1}, {{0, none, 0}, {1, 1, 1}}, 0.5).empty());
}

TEST_CASE("levels stand at equal shares of the area") {
    const auto levels = contour_levels({{0, 1, 2, 3, 1000}}, 5);
    REQUIRE(levels.size() == 5);
    REQUIRE(levels[2] == 2);
    REQUIRE(levels[0] < 1);
    REQUIRE(levels[4] > 3);
    REQUIRE(contour_levels({{1, 1, 1}}, 5) == std::vector<double>{1});
    REQUIRE(contour_levels({}, 5).empty());
}
