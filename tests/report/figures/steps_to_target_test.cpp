#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

Study with_target() {
    Study s = study_with({"gd", "adam"}, {climbing("gd", 1, {0.1, 0.2}), climbing("adam", 1, {0.1, 0.9})});
    s.target_accuracy = 0.9;
    return s;
}

}  // namespace

TEST_CASE("steps to target are shown with the hits, and the caption says where the target is from") {
    const auto plots = plots_of(files_of(with_target()), "steps_to_target");
    REQUIRE(plots.size() == 1);
    REQUIRE_THAT(plots[0].caption, ContainsSubstring("first reached 0.9, as asked for."));
    const auto adam = shown_row(plots[0].table, 0);
    REQUIRE(adam == std::vector<std::string>{"adam", "1", "1", "1", "20", "20", "20", "-", "-", "-", "2"});
    REQUIRE(shown_row(plots[0].table, 1)[4] == "inf");
}

TEST_CASE("summary.json has steps and epochs to target, or null without a target") {
    const Json adam = summary_of(with_target(), "adam");
    REQUIRE(number(adam["to_target"]["steps"], "median") == 20);
    REQUIRE(number(adam["to_target"]["epochs"], "median") == 2);
    const Study none = study_with({"gd"}, {climbing("gd", 1, {0.1})});
    REQUIRE(summary_of(none, "gd")["to_target"].is_null());
    REQUIRE(plots_of(files_of(none), "steps_to_target").empty());
}
