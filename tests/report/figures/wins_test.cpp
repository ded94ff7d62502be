#include "report/reading.h"
#include "report/statistics/signed_rank.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

/// adam beats gd on every of ten seeds.
Study one_sided() {
    std::vector<TrialRecord> records;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        records.push_back(final("gd", seed, 0.5));
        records.push_back(final("adam", seed, 0.75));
    }
    return study_with({"gd", "adam"}, records);
}

}  // namespace

TEST_CASE("a pair has a cell from each side, with a star where the difference is significant") {
    const auto plots = plots_of(files_of(one_sided()), "wins");
    REQUIRE(plots.size() == 1);
    const Json cells = parse_json(plots[0].drawing, "plot")["data"][0]["values"];
    REQUIRE(cells.size() == 2);
    REQUIRE(cells[0]["a"] == "gd");
    REQUIRE(cells[0]["text"] == "0/10*");
    REQUIRE(cells[0]["share"] == 0.0);
    REQUIRE(cells[1]["a"] == "adam");
    REQUIRE(cells[1]["text"] == "10/10*");
    REQUIRE_THAT(cells[1]["tip"].text(), ContainsSubstring("paired difference 0.25, [0.25, 0.25] 95.1%"));
}

TEST_CASE("the caption names the level at which a difference counts") {
    const auto plots = plots_of(files_of(one_sided()), "wins");
    REQUIRE_THAT(plots[0].caption, ContainsSubstring("significant at " + report::shown(report::significance_level)));
}

TEST_CASE("a pair without a common seed has a dash") {
    const Study s = study_with({"gd", "adam"}, {final("gd", 1, 0.5)});
    const Json cells = parse_json(plots_of(files_of(s), "wins")[0].drawing, "plot")["data"][0]["values"];
    REQUIRE(cells[0]["text"] == "-");
    REQUIRE(plots_of(files_of(study_with({"gd"}, {})), "wins").empty());
}
