#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

using Texts = std::vector<std::string>;

const Study three_rates =
    study_with({"gd"}, {tuned("gd", "0.01", 0.79), tuned("gd", "0.1", 0.8), ended(tuned("gd", "1", 0.9), "diverged")});

}  // namespace

TEST_CASE("every rate has a row that says whether it is good, the best one with the width of the good range") {
    const auto plots = plots_of(files_of(three_rates), "sensitivity");
    REQUIRE(plots.size() == 1);
    REQUIRE(shown_row(plots[0].table, 0) == Texts{"gd", "0.01", "0.79", "1", "0", "yes", "", ""});
    REQUIRE(shown_row(plots[0].table, 1) == Texts{"gd", "0.1", "0.8", "1", "0", "best", "1", ""});
    REQUIRE(shown_row(plots[0].table, 2) == Texts{"gd", "1", "-inf", "1", "1", "no", "", ""});
}

TEST_CASE("a diverged rate is a cross, the best rate has a ring, and both lie on the axis of rates") {
    const Json drawing = parse_json(plots_of(files_of(three_rates), "sensitivity")[0].drawing, "plot");
    REQUIRE(drawing["data"][0]["values"].size() == 2);
    REQUIRE(drawing["data"][1]["name"] == "diverged");
    REQUIRE(drawing["data"][1]["values"][0]["x"] == 1.0);
    REQUIRE(drawing["data"][2]["values"][0]["x"] == 0.1);
    REQUIRE(drawing["scales"][0]["domain"] == Json({0.01, 1.0}));
}

TEST_CASE("summary.json has the best rate and its points, or nulls where all diverged") {
    const Json rates = summary_of(three_rates, "gd")["sensitivity"];
    REQUIRE(rates["best_rate"] == 0.1);
    REQUIRE(rates["points"].size() == 3);
    REQUIRE(rates["points"][0]["good"] == true);
    REQUIRE(rates["points"][2]["score"] == "-inf");
    const Study diverged = study_with({"gd"}, {ended(tuned("gd", "1", 0.9), "diverged")});
    REQUIRE(summary_of(diverged, "gd")["sensitivity"]["best_rate"].is_null());
    REQUIRE(summary_of(diverged, "gd")["sensitivity"]["on_edge"] == false);
}
