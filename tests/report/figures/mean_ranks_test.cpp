#include "report/reading.h"
#include "report/several_problems.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

using Texts = std::vector<std::string>;

// ranks of a: 1, 1.5, 1; of b: 2, 1.5, 2.5; of c: 3, 3, 2.5
const Study three_problems = study_over({{0.9, 0.8, 0.7}, {0.9, 0.9, 0.5}, {0.6, none, none}});

}  // namespace

TEST_CASE("mean ranks stand from the best, and those that no test tells apart are joined by a bar") {
    const auto plots = study_plots_of(files_of(three_problems), "mean_ranks");
    REQUIRE(plots.size() == 2);
    CHECK(shown_row(plots[0].table, 0) == Texts{"a", "1.167"});
    CHECK(shown_row(plots[0].table, 1) == Texts{"b", "2"});
    CHECK(shown_row(plots[0].table, 2) == Texts{"c", "2.833"});
    const Json drawing = parse_json(plots[0].drawing, "plot");
    CHECK(drawing["data"][0]["values"].size() == 3);
    const Json bar = drawing["data"][1]["values"][0];
    CHECK(bar["tip"] == "not told apart: a, b, c");
    CHECK(number(bar, "from") == Approx(3.5 / 3));
    CHECK(number(bar, "to") == Approx(8.5 / 3));
}

TEST_CASE("pairs over problems have their wins, ties and the median gain") {
    const auto plots = study_plots_of(files_of(three_problems), "mean_ranks");
    Texts row = shown_row(plots.at(1).table, 0);
    row.resize(6);
    CHECK(row == Texts{"a", "b", "2", "1", "0", "0.5"});  // gains: 0.1 of 0.2, none, all
}

TEST_CASE("summary.json has the ranks and groups over problems, and the page shows none of one problem") {
    const Json over = summary_of(three_problems)["over_problems"];
    CHECK(over["problems"] == 3);
    CHECK(over["ranks"][0]["optimizer"] == "a");
    CHECK(over["groups"][0] == Json({"a", "b", "c"}));
    CHECK(study_plots_of(files_of(study_over({{0.9, 0.8, 0.7}})), "mean_ranks").empty());
}
