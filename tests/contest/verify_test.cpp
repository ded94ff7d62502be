#include "contest/verify.h"

#include <descent/error.h>

#include "contest/small_study.h"
#include "study/log.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

struct Studied {
    TemporaryFolder folder;

    Studied() {
        Watcher watcher;
        compare({small_problem()}, two, small_protocol(), builtin_optimizers(), {folder.path("study")}, watcher);
    }

    study::StudyFiles files() const { return study::read_study(folder.path("study")); }

    /// All trials again; how many are not as the log says.
    std::size_t differing(const Problem& problem = small_problem()) const {
        Watcher watcher;
        const auto read = files();
        const auto checked = contest::verify({problem}, two, small_protocol(), builtin_optimizers(), read,
                                             contest::drawn(read.study, SIZE_MAX, 1), watcher);
        REQUIRE(checked.size() == 12);
        REQUIRE(watcher.last_share == 1);
        return static_cast<std::size_t>(
            std::ranges::count_if(checked, [](const auto& one) { return !one.differences.empty(); }));
    }

    /// The first line of that phase with `from` in the place of `to`.
    void alter(const std::string& phase, const std::string& member) const {
        std::string text = folder.read("study/trials.jsonl");
        const std::size_t line = text.find("\"phase\":\"" + phase + "\"");
        const std::size_t value = text.find("\"" + member + "\":", line) + member.size() + 3;
        const std::size_t digit = text.find_first_of("123456789", value);
        text[digit] = text[digit] == '9' ? '8' : static_cast<char>(text[digit] + 1);
        folder.write("study/trials.jsonl", text);
    }
};

}  // namespace

TEST_CASE("a study that nobody altered is verified trial by trial") {
    const Studied studied;
    REQUIRE(studied.differing() == 0);
    const contest::Completeness whole = contest::completeness(studied.files());
    REQUIRE(whole.missing == 0);
    REQUIRE(whole.strange.empty());
}

TEST_CASE("an altered number of a trial is found, whatever it is") {
    for (const std::string phase : {"tune", "final"}) {
        for (const std::string member : {"weights", "steps", "loss", "validation_accuracy"}) {
            CAPTURE(phase, member);
            const Studied studied;
            studied.alter(phase, member);
            REQUIRE(studied.differing() == 1);
        }
    }
    const Studied studied;
    studied.alter("final", "test_loss");
    REQUIRE(studied.differing() == 1);
}

TEST_CASE("what differs is named") {
    const Studied studied;
    studied.alter("final", "test_loss");
    Watcher watcher;
    const auto read = studied.files();
    for (const auto& one : contest::verify({small_problem()}, two, small_protocol(), builtin_optimizers(), read,
                                           contest::drawn(read.study, SIZE_MAX, 1), watcher)) {
        if (one.differences.empty()) continue;
        REQUIRE_THAT(one.differences.front(), ContainsSubstring("test_loss is "));
    }
}

TEST_CASE("trials that were taken out of the log or put into it are found without running any") {
    const Studied studied;
    const std::string text = studied.folder.read("study/trials.jsonl");
    const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
    studied.folder.write("study/trials.jsonl", text.substr(0, last));
    REQUIRE(contest::completeness(studied.files()).missing == 1);
    std::string added = text.substr(last);
    added.replace(added.find("\"seed\":"), 7, "\"seed\":9");
    studied.folder.write("study/trials.jsonl", text + added);
    REQUIRE(contest::completeness(studied.files()).strange.size() == 1);
}

TEST_CASE("a study is not verified on other data") {
    const Studied studied;
    Problem other = small_problem();
    other.training = clouds(120, 3);
    REQUIRE_THROWS_WITH(studied.differing(other), ContainsSubstring("problems[0].training.hash is "));
}

TEST_CASE("where data lies is no difference") {
    const Studied studied;
    Problem moved = small_problem();
    moved.source = "elsewhere";
    REQUIRE(studied.differing(moved) == 0);
}

TEST_CASE("trials to be run again are drawn by the seed") {
    const Studied studied;
    const auto read = studied.files();
    const auto keys = [&](std::uint64_t seed) {
        std::vector<std::string> drawn;
        for (const auto& record : contest::drawn(read.study, 4, seed)) drawn.push_back(study::key_of(record.trial));
        return drawn;
    };
    REQUIRE(keys(1).size() == 4);
    REQUIRE(keys(1) == keys(1));
    REQUIRE(keys(1) != keys(2));
    REQUIRE(contest::drawn(read.study, 100, 1).size() == 12);
}
