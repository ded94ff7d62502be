#include "report/statistics/ranking.h"

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("the ranking goes by the median on test data, and divergence ends last") {
    const Study s = study_with({"never", "gd", "adam", "absent"},
                               {final("gd", 1, 0.5), final("gd", 2, 0.6), final("adam", 1, 0.7), final("adam", 2, 0.8),
                                ended(final("never", 1, 0.9), "diverged"), ended(final("never", 2, 0.9), "diverged")});
    REQUIRE(ranking(s, s.problems[0]) == std::vector<std::string>{"adam", "gd", "never", "absent"});
}

TEST_CASE("a smaller loss ranks first where loss is the metric") {
    const Study s = study_with({"gd", "adam"}, {final("gd", 1, 0.5), final("adam", 1, 0.8)}, Metric::loss);
    REQUIRE(ranking(s, s.problems[0]) == std::vector<std::string>{"adam", "gd"});
}
