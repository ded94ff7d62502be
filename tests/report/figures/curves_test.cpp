#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

struct Band {
    std::uint64_t epoch, step;
    std::size_t runs;
    double median, lower_quartile, upper_quartile;
};

/// The curve of gd.
std::vector<Band> curve_of(const Study& study, const std::string& measure) {
    std::vector<Band> curve;
    const Json summary = summary_of(study, "gd");
    for (const Json& row : summary["curves"][measure]) {
        curve.push_back({row.at("epoch").get<std::uint64_t>(), row.at("step").get<std::uint64_t>(),
                         row.at("runs").get<std::size_t>(), number(row, "median"), number(row, "lower_quartile"),
                         number(row, "upper_quartile")});
    }
    return curve;
}

}  // namespace

TEST_CASE("a curve shows median and quartiles of each epoch") {
    const Study s = study_with(
        {"gd"}, {climbing("gd", 1, {0.1, 0.5}), climbing("gd", 2, {0.2, 0.75}), climbing("gd", 3, {0.3, 0.25})});
    const auto curve = curve_of(s, "validation_accuracy");
    REQUIRE(curve.size() == 2);
    REQUIRE(curve[0].median == 0.2);
    REQUIRE(curve[1].epoch == 2);
    REQUIRE(curve[1].step == 20);
    REQUIRE(curve[1].runs == 3);
    REQUIRE(curve[1].median == 0.5);
    REQUIRE(curve[1].lower_quartile == 0.375);
    REQUIRE(curve[1].upper_quartile == 0.625);
}

TEST_CASE("a run that diverged takes part up to its end and no further") {
    const Study s =
        study_with({"gd"}, {climbing("gd", 1, {0.1, 0.5}), ended(climbing("gd", 2, {0.3, 0.75}), "diverged", 1)});
    const auto curve = curve_of(s, "accuracy");
    REQUIRE(curve[0].runs == 2);
    REQUIRE(curve[0].median == Approx(0.2));
    REQUIRE(curve[1].runs == 1);
    REQUIRE(curve[1].median == 0.5);
}

TEST_CASE("epochs without a number and interrupted runs are left out") {
    auto record = climbing("gd", 1, {0.1, 0.5});
    record.curve[0].loss = none;
    const Study s = study_with({"gd"}, {record, ended(climbing("gd", 2, {0.3, 0.75}), "interrupted", 1)});
    const auto curve = curve_of(s, "loss");
    REQUIRE(curve.size() == 1);
    REQUIRE(curve[0].epoch == 2);
    REQUIRE(curve[0].runs == 1);
}
