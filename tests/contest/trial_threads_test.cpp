#include "contest/trial_threads.h"

#include <algorithm>
#include <stdexcept>

#include "support/catch.h"

using namespace descent;
using namespace descent::contest;

namespace {

std::vector<Trial> trials(std::size_t count) {
    std::vector<Trial> result;
    for (std::size_t i = 0; i < count; ++i) result.push_back({.problem = "p", .optimizer = "gd", .seed = i + 1});
    return result;
}

TrialResult done(const Trial& trial, const Threads&) {
    TrialResult result;
    result.record.trial = trial;
    result.record.reason = "finished";
    return result;
}

bool never() { return false; }

}  // namespace

TEST_CASE("trials run side by side when they fill the threads, else one by one with all of them") {
    REQUIRE(threads_for(63, 2) == TrialThreads{2, 1});
    REQUIRE(threads_for(2, 2) == TrialThreads{2, 1});
    REQUIRE(threads_for(1, 2) == TrialThreads{1, 2});
    REQUIRE(threads_for(7, 16) == TrialThreads{1, 16});
    REQUIRE(threads_for(5, 1) == TrialThreads{1, 1});
}

TEST_CASE("every trial is run once and told once, however many threads there are") {
    for (const std::size_t threads : {1u, 2u, 3u, 16u}) {
        std::vector<std::uint64_t> seeds;
        run_trials(
            trials(11), threads, done, [&](const TrialResult& r) { seeds.push_back(r.record.trial.seed); }, never);
        std::ranges::sort(seeds);
        REQUIRE(seeds == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    }
    run_trials(
        {}, 2, done, [](const TrialResult&) { FAIL("there was no trial"); }, never);
}

TEST_CASE("each trial is given its share of the threads") {
    std::size_t given = 0;
    const auto look = [&](const Trial& trial, const Threads& threads) {
        given = threads.count;
        return done(trial, threads);
    };
    run_trials(
        trials(1), 4, look, [](const TrialResult&) {}, never);
    REQUIRE(given == 4);
    run_trials(
        trials(1), 1, look, [](const TrialResult&) {}, never);
    REQUIRE(given == 1);
}

TEST_CASE("after a stop was asked for no trial begins") {
    std::size_t told = 0;
    run_trials(
        trials(10), 1, done, [&](const TrialResult&) { ++told; }, [&] { return told == 3; });
    REQUIRE(told == 3);
}

TEST_CASE("a log that cannot be written ends the rest, and its error comes out") {
    std::size_t told = 0;
    const auto full = [&](const TrialResult&) {
        ++told;
        throw std::runtime_error("no space left");
    };
    REQUIRE_THROWS_WITH(run_trials(trials(10), 2, done, full, never), ContainsSubstring("no space left"));
    REQUIRE(told == 1);
}
