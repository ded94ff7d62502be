#include "report/statistics/sensitivity.h"

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

namespace {

Sensitivity of(std::vector<TrialRecord> records, Metric metric = Metric::accuracy) {
    const Study s = study_with({"gd"}, std::move(records), metric);
    return sensitivity(s, s.problems[0], "gd");
}

}  // namespace

TEST_CASE("the width of the good range counts decades between its ends") {
    const Sensitivity s = of({tuned("gd", "0.001", 0.50), tuned("gd", "0.01", 0.79), tuned("gd", "0.1", 0.80),
                              tuned("gd", "1", 0.785), tuned("gd", "10", 0.3)});
    REQUIRE(s.points.size() == 5);
    REQUIRE(*s.best == 2);
    REQUIRE(s.lowest_good == 0.01);
    REQUIRE(s.highest_good == 1);
    REQUIRE(s.width == Approx(2).epsilon(1e-14));
    REQUIRE(!s.on_edge);
    REQUIRE(!s.points[0].good);
    REQUIRE(s.points[1].good);
}

TEST_CASE("a good rate behind a bad one does not widen the range") {
    const Sensitivity s = of({tuned("gd", "0.01", 0.80), tuned("gd", "0.1", 0.5), tuned("gd", "1", 0.81)});
    REQUIRE(s.width == 0);
    REQUIRE(s.points[0].good);
    REQUIRE(s.lowest_good == 1);
}

TEST_CASE("a best rate at either end of the grid is on the edge") {
    REQUIRE(of({tuned("gd", "0.01", 0.9), tuned("gd", "0.1", 0.5)}).on_edge);
    REQUIRE(of({tuned("gd", "0.01", 0.5), tuned("gd", "0.1", 0.9)}).on_edge);
    REQUIRE(!of({tuned("gd", "0.01", 0.5), tuned("gd", "0.1", 0.9), tuned("gd", "1", 0.6)}).on_edge);
    REQUIRE(!of({tuned("gd", "0.01", 0.5)}).on_edge);  // one rate is no grid
}

TEST_CASE("a diverged rate is a point without a number, never the best") {
    const Sensitivity s = of({tuned("gd", "0.1", 0.5), ended(tuned("gd", "1", 0.9), "diverged")});
    REQUIRE(s.points[1].diverged == 1);
    REQUIRE(s.points[1].score == -infinite);
    REQUIRE(!s.points[1].good);
    REQUIRE(*s.best == 0);
}

TEST_CASE("where all rates diverged there is no best one and no range") {
    const Sensitivity s = of({ended(tuned("gd", "0.1", 0.5), "diverged"), ended(tuned("gd", "1", 0.9), "diverged")});
    REQUIRE(s.points.size() == 2);
    REQUIRE(!s.best);
    REQUIRE(s.width == 0);
    REQUIRE(!s.on_edge);
}

TEST_CASE("the best of several settings with one rate stands for the rate") {
    auto with = [](const std::string& momentum, double accuracy) {
        auto record = tuned("gd", "0.1", accuracy);
        record.trial.settings["momentum"] = momentum;
        return record;
    };
    const Sensitivity s = of({with("0.5", 0.6), with("0.9", 0.8)});
    REQUIRE(s.points.size() == 1);
    REQUIRE(s.points[0].score == 0.8);
    REQUIRE(s.points[0].runs == 2);
}

TEST_CASE("a loss is good up to a tenth above the best") {
    REQUIRE(within_tolerance(Metric::loss, 0.11, 0.1));
    REQUIRE(!within_tolerance(Metric::loss, 0.1101, 0.1));
    REQUIRE(within_tolerance(Metric::loss, -0.95, -1));
    REQUIRE(!within_tolerance(Metric::loss, -0.89, -1));
    REQUIRE(within_tolerance(Metric::accuracy, 0.78, 0.8));
    REQUIRE(!within_tolerance(Metric::accuracy, 0.77, 0.8));
    REQUIRE(!within_tolerance(Metric::accuracy, -infinite, 0.8));
}
