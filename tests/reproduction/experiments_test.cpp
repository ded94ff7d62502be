#include <descent/error.h>

#include <set>

#include "reproduction/experiment.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::reproduction;

TEST_CASE("experiments have names, sources and settings of their own") {
    std::set<std::string_view> names;
    for (const Experiment& one : experiments()) {
        INFO(one.name);
        CHECK(names.insert(one.name).second);
        CHECK_FALSE(one.source.empty());
        CHECK_FALSE(one.settings.empty());
        CHECK(one.minutes > 0);
        CHECK(&find_experiment(one.name) == &one);
    }
    CHECK(names.size() == 5);
    CHECK_THROWS_WITH(find_experiment("quadratic-deeper"), ContainsSubstring("did you mean 'quadratic-deep'"));
}

TEST_CASE("the deep quadratic is run at the published rates") {
    const Plan plan = find_experiment("quadratic-deep").plan("");
    REQUIRE(plan.contestants.size() == 2);
    for (const Contestant& one : plan.contestants) {
        const auto& rates = one.settings.at("learning_rate");
        CHECK(rates.size() == 36);
        CHECK(rates.front() == "1e-05");
        CHECK(rates.back() == "100");
    }
    CHECK(plan.problems.front().options.epochs == 100);
}

TEST_CASE("an experiment without its data says so") {
    CHECK_THROWS_AS(find_experiment("scikit-curves").plan("/nowhere"), InputError);
}
