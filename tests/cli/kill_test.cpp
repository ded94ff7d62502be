// kill -9 at a hundred random moments: resuming always works, and the model has the bits of a run never killed.

#include <csignal>
#include <filesystem>
#include <iostream>

#include "base/random.h"
#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

constexpr std::size_t kills_wanted = 100;

const std::string run =
    "train --data flowers.csv --target species --hidden 16 --optimizer adam --batch-size 8 --epochs 150 --patience 150 "
    "--validation 0.2 --out m.safetensors --metrics m.jsonl --checkpoint c --checkpoint-every 1 --resume --threads 2";

/// A moment inside an epoch or the writing of its checkpoint: so many turns of a loop after its line was shown.
void wait_a_little(RandomStream& random) {
    volatile std::uint64_t turns = 0;
    for (std::uint64_t end = random.below(3'000'000); turns < end;) turns = turns + 1;
}

}  // namespace

TEST_CASE("a training that is killed a hundred times resumes to the same bits") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(run_descent(words(run), folder.path()).status == 0);
    const std::string expected = folder.read("m.safetensors");
    RandomStream random(1, "kills");
    std::size_t kills = 0, finished = 0;
    while (kills < kills_wanted || finished == 0) {
        if (!std::filesystem::exists(folder.path("m.safetensors"))) {
            CHECK(std::filesystem::exists(folder.path("flowers.csv")));
        } else {  // begin again
            for (const char* name : {"m.safetensors", "c", "c.previous", "c.history"})
                std::filesystem::remove(folder.path(name));
        }
        Program program(words(run), folder.path());
        program.wait_for_lines(1 + random.below(8));
        wait_a_little(random);
        if (kills < kills_wanted) program.send(SIGKILL);
        const Outcome outcome = program.wait();
        CAPTURE(kills, outcome.err);
        REQUIRE((outcome.signal == SIGKILL || outcome.status == 0));
        kills += outcome.signal == SIGKILL;
        if (outcome.status != 0) continue;
        ++finished;
        REQUIRE(folder.read("m.safetensors") == expected);
    }
    CHECK(folder.files() <= 8);  // data, model, metrics, checkpoint, the one before, history, perhaps two being written
    std::cout << "kill -9 during training: " << kills << " tried, all survived\n";
}
