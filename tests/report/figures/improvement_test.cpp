#include "report/reading.h"
#include "report/several_problems.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

using Texts = std::vector<std::string>;

/// Every run of a beats every run of b, and that every run of c: no resample changes a figure.
Study ordered() { return study_over({{0.9, 0.8, 0.7}, {0.9, 0.8, none}}); }

}  // namespace

TEST_CASE("scores of runs stand with their intervals, and improvement is over the baseline, which has none") {
    const auto plots = study_plots_of(files_of(ordered()), "improvement");
    REQUIRE(plots.size() == 1);
    CHECK(shown_row(plots[0].table, 0) == Texts{"a", "1", "1", "1", "-", "-", "-"});
    CHECK(shown_row(plots[0].table, 1) == Texts{"b", "0.5", "0.5", "0.5", "0", "0", "0"});
    CHECK(shown_row(plots[0].table, 2) == Texts{"c", "0", "0", "0", "0", "0", "0"});
    CHECK_THAT(plots[0].caption, ContainsSubstring("one of a, the baseline"));
}

TEST_CASE("another baseline is beaten with another probability") {
    Study study = ordered();
    study.baseline = "c";
    const auto plots = study_plots_of(files_of(study), "improvement");
    CHECK(shown_row(plots.at(0).table, 0) == Texts{"a", "1", "1", "1", "1", "1", "1"});
    const Json summary = summary_of(study);
    CHECK(summary["baseline"] == "c");
    CHECK(summary["improvement"][0]["improvement"] == 1.0);
    CHECK(summary["improvement"][2]["improvement"].is_null());
}

TEST_CASE("one optimizer alone has no score") {
    CHECK(study_plots_of(files_of(study_with({"gd"}, {final("gd", 1, 0.5)})), "improvement").empty());
}
