#include "study/trajectory.h"

#include <descent/error.h>

#include <cmath>
#include <limits>

#include "support/catch.h"

using namespace descent;

namespace {

study::Trajectory sample() {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    return {.problem = "p",
            .exact = false,
            .shares = {0.75, 0.125},
            .patterns = 1000,
            .surface = {.x = {0, 1}, .y = {2, 3}, .loss = {{1, infinite}, {-infinite, std::nan("")}}},
            .paths = {{.optimizer = "gd",
                       .settings = "defaults",
                       .seed = 4,
                       .step = {0, 10},
                       .x = {0.5, 0.25},
                       .y = {2.5, 2.25},
                       .loss = {7, infinite}}}};
}

study::Trajectory read(const std::string& line) {
    return study::read_trajectory(JsonReader(parse_json(line, "trajectories.jsonl"), "trajectories.jsonl", "line 1"));
}

}  // namespace

TEST_CASE("a trajectory read back from its line is the same") {
    const std::string line = to_json_line(study::to_json(sample()));
    const study::Trajectory back = read(line);
    REQUIRE(back.problem == "p");
    REQUIRE(!back.exact);
    REQUIRE(back.shares == sample().shares);
    REQUIRE(back.patterns == 1000);
    REQUIRE(std::isinf(back.surface.loss[0][1]));
    REQUIRE(std::isnan(back.surface.loss[1][1]));
    REQUIRE(back.paths[0].step == std::vector<std::uint64_t>{0, 10});
    REQUIRE(to_json_line(study::to_json(back)) == line);
}

TEST_CASE("lists of different length in a trajectory are refused") {
    const std::string line = to_json_line(study::to_json(sample()));
    for (const std::string damage : {"\"x\":[", "\"loss\":[[", "\"step\":[", "\"shares\":["}) {
        std::string damaged = line;
        damaged.insert(damaged.find(damage) + damage.size(), "1,");
        REQUIRE_THROWS_AS(read(damaged), InputError);
    }
}
