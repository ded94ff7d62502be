#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

study::StudyFiles files_with(study::Trajectory trajectory) {
    study::StudyFiles files = files_of(study_with({"gd"}, {}));
    files.trajectories.push_back(std::move(trajectory));
    return files;
}

study::Trajectory on_a_square() {
    return {.problem = "p",
            .exact = true,
            .shares = {0, 0},
            .patterns = 0,
            .surface = {.x = {0, 1}, .y = {0, 1}, .loss = {{0, 1}, {infinite, 3}}},
            .paths = {{.optimizer = "gd",
                       .settings = "defaults",
                       .seed = 2,
                       .step = {0, 7},
                       .x = {0, 0.5},
                       .y = {0.25, 0.5},
                       .loss = {4, 0.125}}}};
}

}  // namespace

TEST_CASE("a path has a row and a point for each step, and a mark at its end") {
    const auto plots = plots_of(files_with(on_a_square()), "trajectory");
    REQUIRE(plots.size() == 1);
    REQUIRE(shown_row(plots[0].table, 1) ==
            std::vector<std::string>{"gd", "defaults", "2", "7", "0.5", "0.5", "0.125"});
    const Json data = parse_json(plots[0].drawing, "plot")["data"];
    REQUIRE(data[1]["values"].size() == 2);
    REQUIRE(data[1]["values"][1]["tip"] == "gd, step 7\nloss 0.125");
    REQUIRE(data[2]["values"][0]["x"] == 0.5);
}

TEST_CASE("a cell's shade is the share of the area below it, and a loss that is not finite has no cell") {
    const Json cells = parse_json(plots_of(files_with(on_a_square()), "trajectory")[0].drawing, "plot")["data"][0];
    REQUIRE(cells["values"].size() == 3);
    REQUIRE(cells["values"][0]["rank"] == 0.0);
    REQUIRE(cells["values"][2]["rank"] == 0.667);  // two of three lie below
}

TEST_CASE("projected paths say how much of the variance each axis keeps, and that losses are the real ones") {
    study::Trajectory projected = on_a_square();
    projected.exact = false;
    projected.shares = {0.75, 0.125};
    projected.patterns = 1000;
    const auto plots = plots_of(files_with(projected), "trajectory");
    REQUIRE_THAT(plots[0].caption, ContainsSubstring("first 1000 training patterns"));
    const Json drawing = parse_json(plots[0].drawing, "plot");
    REQUIRE(drawing["axes"][0]["title"] == "first direction (75% of the variance)");
    REQUIRE(drawing["data"][1]["values"][0]["tip"] == "gd, step 0\nreal loss 4");
}

TEST_CASE("paths of another problem are not shown") {
    study::Trajectory other = on_a_square();
    other.problem = "q";
    REQUIRE(plots_of(files_with(other), "trajectory").empty());
}
