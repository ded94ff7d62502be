#include "study/json_number.h"

#include <cmath>

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("numbers that are infinite or absent are told apart in summaries") {
    REQUIRE(json_number(0.5) == 0.5);
    REQUIRE(json_number(infinite) == "inf");
    REQUIRE(json_number(-infinite) == "-inf");
    REQUIRE(json_number(none).is_null());
    for (const double value : {0.5, infinite, -infinite}) REQUIRE(number_of(json_number(value)) == value);
    REQUIRE(std::isnan(number_of(json_number(none))));
}
