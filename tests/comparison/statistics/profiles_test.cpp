#include "comparison/statistics/profiles.h"

#include <cmath>

#include "comparison/hand_made.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("a profile is the share of instances within tau times the fastest") {
    // ratios of a: 1, 2, 1; of b: 3, 1, missed
    const auto result = profiles({{10, 30}, {20, 10}, {5, infinite}}, {"a", "b"});
    REQUIRE(result[0].ratios == std::vector<double>{1, 1, 2});
    REQUIRE(result[1].ratios == std::vector<double>{1, 3});
    REQUIRE(result[0].at(1) == Approx(2.0 / 3));
    REQUIRE(result[0].at(2) == 1);
    REQUIRE(result[1].at(1) == Approx(1.0 / 3));
    REQUIRE(result[1].at(2.9) == Approx(1.0 / 3));
    REQUIRE(result[1].at(4) == Approx(2.0 / 3));
}

TEST_CASE("the score is the area under the profile up to four times the fastest") {
    const auto result = profiles({{10, 30}, {20, 10}, {5, infinite}}, {"a", "b"});
    REQUIRE(result[0].score == Approx((3.0 + 3.0 + 2.0) / 3 / 3));  // 4 - ratio, over instances and the width 3
    REQUIRE(result[1].score == Approx((3.0 + 1.0) / 3 / 3));
}

TEST_CASE("always the fastest scores one, and slower than four times scores nothing") {
    const auto result = profiles({{10, 50}, {10, 41}}, {"a", "b"});
    REQUIRE(result[0].score == 1);
    REQUIRE(result[1].score == 0);
    REQUIRE(result[1].at(4) == 0);
    REQUIRE(result[1].at(5) == 1);
}

TEST_CASE("an instance that nobody solved counts against all") {
    const auto result = profiles({{10, 10}, {infinite, infinite}}, {"a", "b"});
    REQUIRE(result[0].score == 0.5);
    REQUIRE(result[1].score == 0.5);
}

TEST_CASE("instances are the problems and seeds that every optimizer ran") {
    Study s = study({"a", "b"}, {climbing("a", 1, {0.9}), climbing("a", 2, {0.2, 0.9}), climbing("a", 3, {0.9}),
                                 climbing("b", 1, {0.1, 0.9}), climbing("b", 2, {0.1, 0.2}),
                                 ended(climbing("b", 3, {0.9}), "failed")});
    s.target_accuracy = 0.8;
    const auto result = profiles(s);
    REQUIRE(result[0].instances == 2);
    REQUIRE(result[0].ratios == std::vector<double>{1, 1});
    REQUIRE(result[1].ratios == std::vector<double>{2});
    REQUIRE(result[1].score == Approx(2.0 / 2 / 3));
}

TEST_CASE("without a target or without runs there are no instances") {
    const Study s = study({"a", "b"}, {climbing("a", 1, {0.9})});
    REQUIRE(profiles(s)[0].instances == 0);
    REQUIRE(std::isnan(profiles(s)[0].at(1)));
    REQUIRE(profiles(study({}, {})).empty());
}
