// Shards of a study, run apart and merged, are the study that one machine makes.

#include <descent/comparison.h>
#include <descent/error.h>

#include <filesystem>

#include "base/text.h"
#include "contest/small_study.h"
#include "study/log.h"
#include "study/merge.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

/// Four parts: two problems, two optimizers.
std::vector<Problem> two_problems() {
    Problem function = test_function_problem("beale");
    function.options.epochs = 2;
    return {small_problem(), function};
}

StudyOutcome run(const std::string& folder, const Shard& shard, Watcher& watcher, bool resume = false,
                 std::uint64_t seeds = 3) {
    Protocol protocol = small_protocol();
    protocol.seeds = seeds;
    return compare(two_problems(), two, protocol, builtin_optimizers(),
                   {.folder = folder, .resume = resume, .command = {"descent"}, .shard = shard}, watcher);
}

struct Shards {
    TemporaryFolder folder;
    std::vector<std::string> folders;

    explicit Shards(std::uint64_t of) {
        for (std::uint64_t k = 1; k <= of; ++k) {
            folders.push_back(folder.path("s" + to_text(k)));
            Watcher watcher;
            run(folders.back(), {k, of}, watcher);
        }
    }
};

}  // namespace

TEST_CASE("shards that are merged give the summaries and paths of the undivided study, byte for byte") {
    TemporaryFolder whole;
    Watcher watcher;
    run(whole.path("study"), {}, watcher);
    write_summaries(whole.path("study"));
    for (const std::uint64_t of : {2u, 3u, 4u}) {
        Shards shards(of);
        std::ranges::reverse(shards.folders);
        const std::string merged = shards.folder.path("study");
        study::merge(shards.folders, merged, {"descent"});
        Watcher rest;
        REQUIRE(run(merged, {}, rest, true).run == 0);  // the paths alone are left
        write_summaries(merged);
        for (const std::string name : {"summary.json", "summary.csv", "summary.tex", "trajectories.jsonl"}) {
            CAPTURE(of, name);
            REQUIRE(shards.folder.read("study/" + name) == whole.read("study/" + name));
        }
    }
}

TEST_CASE("every trial falls to one shard, and each has something to do") {
    TemporaryFolder folder;
    std::size_t trials = 0;
    for (std::uint64_t k = 1; k <= 4; ++k) {
        Watcher watcher;
        const StudyOutcome outcome = run(folder.path("s" + to_text(k)), {k, 4}, watcher);
        REQUIRE(outcome.trials == 6);
        trials += watcher.trials;
    }
    REQUIRE(trials == 24);
}

TEST_CASE("an interrupted shard is refused by a merge and resumes") {
    Shards shards(3);
    const std::string first = shards.folder.path("again");
    Watcher stopping;
    stopping.stop_after = 4;
    REQUIRE(run(first, {1, 3}, stopping).interrupted);
    const std::vector<std::string> folders = {first, shards.folders[1], shards.folders[2]};
    const std::string merged = shards.folder.path("study");
    REQUIRE_THROWS_WITH(study::merge(folders, merged, {"descent"}),
                        ContainsSubstring("again: found shard 1/3 without ") && ContainsSubstring("resume it"));
    Watcher watcher;
    REQUIRE(!run(first, {1, 3}, watcher, true).interrupted);
    study::merge(folders, merged, {"descent"});
    study::merge(shards.folders, shards.folder.path("other"), {"descent"});
    write_summaries(merged);
    write_summaries(shards.folder.path("other"));
    REQUIRE(shards.folder.read("study/summary.json") == shards.folder.read("other/summary.json"));
}

TEST_CASE("a merge refuses what does not belong together, and makes nothing") {
    Shards shards(3);
    const auto& [a, b, c] = std::tie(shards.folders[0], shards.folders[1], shards.folders[2]);
    const std::string out = shards.folder.path("study"), other = shards.folder.path("other"),
                      undivided = shards.folder.path("undivided"), half = shards.folder.path("half");
    Watcher watcher;
    run(other, {3, 3}, watcher, false, 4);
    run(undivided, {}, watcher);
    run(half, {1, 2}, watcher);
    REQUIRE_THROWS_WITH(
        study::merge({a, b, other}, out, {"descent"}),
        ContainsSubstring("another study") && ContainsSubstring("protocol.seeds is 3 there and 4 here"));
    REQUIRE_THROWS_WITH(study::merge({a, b}, out, {"descent"}), ContainsSubstring("shard 3 as well"));
    REQUIRE_THROWS_WITH(study::merge({b, c}, out, {"descent"}), ContainsSubstring("shard 1 as well"));
    REQUIRE_THROWS_WITH(study::merge({a, b, b, c}, out, {"descent"}), ContainsSubstring("too"));
    REQUIRE_THROWS_WITH(study::merge({a, half}, out, {"descent"}), ContainsSubstring("one of 3 shards"));
    REQUIRE_THROWS_WITH(study::merge({undivided, a}, out, {"descent"}), ContainsSubstring("an undivided study"));
    REQUIRE(!std::filesystem::exists(out));
    REQUIRE_THROWS_WITH(study::merge({a, b, c}, undivided, {"descent"}),
                        ContainsSubstring("expected a folder without one"));
}

TEST_CASE("a shard is resumed as the shard that it is") {
    Shards shards(3);
    Watcher watcher;
    REQUIRE_THROWS_WITH(run(shards.folders[0], {2, 3}, watcher, true),
                        ContainsSubstring("is shard 1/3, not shard 2/3"));
    REQUIRE_THROWS_WITH(run(shards.folders[0], {}, watcher, true), ContainsSubstring("is shard 1/3"));
    REQUIRE_THROWS_WITH(run(shards.folder.path("five"), {5, 5}, watcher), ContainsSubstring("N at most 4"));
}
