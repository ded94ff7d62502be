#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

using Texts = std::vector<std::string>;

const Study two_ranked =
    study_with({"gd", "adam"}, {final("gd", 1, 0.5), final("adam", 1, 0.75), ended(final("adam", 2, 0.5), "diverged")});

}  // namespace

TEST_CASE("final scores stand by rank, with what was run and how many runs ended") {
    const auto plots = plots_of(files_of(two_ranked), "final_scores");
    REQUIRE(plots.size() == 1);
    REQUIRE(plots[0].title == "Final test accuracy");
    REQUIRE(shown_row(plots[0].table, 0) ==
            Texts{"1", "gd", "learning_rate=0.1", "0.5", "0.5", "0.5", "-", "-", "-", "1", "0", "0", "-"});
    REQUIRE(shown_row(plots[0].table, 1)[1] == "adam");
    REQUIRE(shown_row(plots[0].table, 1)[3] == "-inf");  // half of its runs diverged
}

TEST_CASE("an optimizer whose median is not finite has no mark") {
    const Json drawing = parse_json(plots_of(files_of(two_ranked), "final_scores")[0].drawing, "plot");
    REQUIRE(drawing["usermeta"]["legend"] == Json({"gd"}));
    REQUIRE(drawing["data"][0]["values"].size() == 1);
}

TEST_CASE("summary.json has every distribution of the final runs") {
    const Json gd = summary_of(two_ranked, "gd");
    for (const char* name : {"score", "test_accuracy", "test_loss", "validation_accuracy", "training_loss"}) {
        REQUIRE(number(gd[name], "median") == 0.5);
    }
    REQUIRE(gd["finished"] == 1);
}

TEST_CASE("without a final run there is no figure of final scores") {
    REQUIRE(plots_of(files_of(study_with({"gd"}, {})), "final_scores").empty());
}
