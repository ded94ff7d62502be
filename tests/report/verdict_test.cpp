#include "report/verdict.h"

#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

std::vector<std::string> sentences(const Study& study) {
    const auto files = files_of(study);
    return report::verdict(report::results_of(files));
}

/// b has 0.5 on every seed, a this much more.
Study apart(double by, std::uint64_t seeds) {
    std::vector<TrialRecord> records;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const double noise = seed % 2 == 0 ? 0.0001 : -0.0001;
        records.push_back(final("a", seed, 0.5 + by + noise));
        records.push_back(final("b", seed, 0.5));
    }
    Study study = study_with({"b", "a"}, records);
    study.seeds = seeds;
    return study;
}

}  // namespace

TEST_CASE("a clear lead is stated, with the test's p-value") {
    REQUIRE(sentences(apart(0.1, 8)) ==
            std::vector<std::string>{
                "On p a has the best median test accuracy, 0.6 over 8 seeds. It is better than b (p = 0.0078)."});
}

TEST_CASE("a difference that is certain and does not matter is called so") {
    REQUIRE_THAT(sentences(apart(0.005, 8)).front(), ContainsSubstring("It differs from b by nothing that matters."));
}

TEST_CASE("what is open is said to be open, with the seeds that would decide it") {
    REQUIRE_THAT(sentences(apart(0.1, 4)).front(),
                 ContainsSubstring("Not decided against b (2 more seeds would decide it"));
}

TEST_CASE("over several problems ranks come first, then the tests") {
    Study study = apart(0.1, 8);
    std::vector<TrialRecord> more = study.trials;
    for (TrialRecord record : study.trials) {
        record.trial.problem = "q";
        more.push_back(record);
    }
    study.problems.push_back({.name = "q", .metric = Metric::accuracy});
    study.trials = latest_of_each(more);
    const auto said = sentences(study);
    REQUIRE(said.size() == 6);
    CHECK(said[0] == "Over 2 problems a has the best mean rank, 1, before b (2).");
    CHECK(said[1] == "Friedman's test does not tell the optimizers apart (p = 0.5).");
    CHECK_THAT(said[2], ContainsSubstring("a and b are not told apart (p = 0.5): 4 more problems would decide it"));
    CHECK_THAT(said[3],
               ContainsSubstring("Against b, a wins on 2 problems, ties on 0 and loses on 0; its median gain is 20%"));
    CHECK_THAT(said[3], ContainsSubstring("with probability 1 (1 to 1)"));
}

TEST_CASE("one optimizer alone has no verdict") { REQUIRE(sentences(study_with({"a"}, {final("a", 1, 0.5)})).empty()); }
