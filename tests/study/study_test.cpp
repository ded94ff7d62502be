#include "study/study.h"

#include <cmath>

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;

TEST_CASE("a trial that was run again counts once, with its last word") {
    const auto first = ended(final("gd", 1, 0.5), "interrupted");
    const auto again = final("gd", 1, 0.7);
    const auto records = latest_of_each({first, again});
    REQUIRE(records.size() == 1);
    REQUIRE(records[0].test_accuracy == 0.7);
    REQUIRE(latest_of_each({again, first})[0].test_accuracy == 0.7);  // a later interruption does not undo it
    REQUIRE(latest_of_each({first}).size() == 1);                     // but alone it stands, to be seen
}

TEST_CASE("the order in which trials ended is forgotten") {
    const auto a = tuned("gd", "0.01", 0.5), b = tuned("gd", "0.1", 0.6), c = tuned("gd", "10", 0.4),
               d = final("gd", 2, 0.6);
    const auto one = latest_of_each({a, b, c, d}), other = latest_of_each({d, c, b, a});
    REQUIRE(one.size() == 4);
    for (std::size_t i = 0; i < one.size(); ++i) REQUIRE(one[i].trial == other[i].trial);
}

TEST_CASE("settings are ordered by value and not by spelling") {
    const Study s = study_with({"gd"}, {tuned("gd", "10", 0.1), tuned("gd", "9", 0.2), tuned("gd", "1e-3", 0.3)});
    const auto tried = configurations(s, s.problems[0], "gd");
    REQUIRE(tried.size() == 3);
    REQUIRE(tried[0].settings.at("learning_rate") == "1e-3");
    REQUIRE(tried[1].settings.at("learning_rate") == "9");
    REQUIRE(tried[2].settings.at("learning_rate") == "10");
}

TEST_CASE("a configuration's score is the median over its tuning seeds") {
    const Study s =
        study_with({"gd"}, {tuned("gd", "0.1", 0.6, 1), tuned("gd", "0.1", 0.9, 2), tuned("gd", "0.1", 0.7, 3)});
    const auto tried = configurations(s, s.problems[0], "gd");
    REQUIRE(tried.size() == 1);
    REQUIRE(tried[0].runs == 3);
    REQUIRE(tried[0].score == 0.7);
}

TEST_CASE("a diverged tuning run is worse than all and is counted, and an interrupted one is not there") {
    const Study s =
        study_with({"gd"}, {tuned("gd", "0.1", 0.6), ended(tuned("gd", "1", 0.9), "diverged"),
                            ended(tuned("gd", "10", 0.9), "interrupted"), ended(tuned("gd", "100", 0.9), "failed")});
    const auto tried = configurations(s, s.problems[0], "gd");
    REQUIRE(tried.size() == 2);
    REQUIRE(tried[1].diverged == 1);
    REQUIRE(tried[1].score == -infinite);
    REQUIRE(best_of(tried, Metric::accuracy)->settings.at("learning_rate") == "0.1");
}

TEST_CASE("the best configuration has the best score, then the fewest divergences, then comes first") {
    const std::vector<Configuration> tried = {
        {.settings = {{"learning_rate", "1"}}, .runs = 3, .diverged = 1, .score = 0.8},
        {.settings = {{"learning_rate", "2"}}, .runs = 3, .diverged = 0, .score = 0.8},
        {.settings = {{"learning_rate", "3"}}, .runs = 3, .diverged = 0, .score = 0.8},
        {.settings = {{"learning_rate", "4"}}, .runs = 3, .diverged = 0, .score = 0.7}};
    REQUIRE(best_of(tried, Metric::accuracy) == &tried[1]);
    REQUIRE(best_of(tried, Metric::loss) == &tried[3]);
}

TEST_CASE("where every setting diverged there is no best one") {
    const Study s =
        study_with({"gd"}, {ended(tuned("gd", "1", 0), "diverged"), ended(tuned("gd", "10", 0), "diverged")});
    REQUIRE(best_of(configurations(s, s.problems[0], "gd"), Metric::accuracy) == nullptr);
}

TEST_CASE("a setting that is no number reads as none") {
    REQUIRE(setting({{"learning_rate", "0.5"}}, "learning_rate") == 0.5);
    REQUIRE(std::isnan(setting({{"variant", "keras"}}, "variant")));
    REQUIRE(std::isnan(setting({}, "learning_rate")));
}
