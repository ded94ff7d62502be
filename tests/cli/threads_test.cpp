// A system that grants a process no threads: the work is done by one, with the same results.

#include <filesystem>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The sanitizer looks for leaks in a thread of its own.
const Program::Environment without_leaks = {{"ASAN_OPTIONS", "detect_leaks=0"}};

const std::string word = "the system starts 1 of the 4 threads that were wanted: one thread works";

}  // namespace

TEST_CASE("too few processes allowed leave one thread, which is said, and the same bits") {
    const TemporaryFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
    folder.write("flowers.csv", flowers());
    const std::string line = "train --data flowers.csv --target species --epochs 2 --out ";
    REQUIRE(run_descent(words(line + "free.safetensors --threads 4"), folder.path()).status == 0);
    for (const char* quiet : {"", " --quiet"}) {
        const std::string out = quiet[0] == 0 ? "limited" : "silent";
        const Outcome limited =
            run_descent(words(line + out + " --threads 4" + quiet), folder.path(), without_leaks, {.processes = 1});
        INFO(limited.err);
        CHECK(limited.status == 0);
        CHECK(contains(limited.err, word));
        CHECK(folder.read(out) == folder.read("free.safetensors"));
    }
    const Outcome measured = run_descent(words("evaluate --model limited --data flowers.csv --threads 4"),
                                         folder.path(), without_leaks, {.processes = 1});
    CHECK(measured.status == 0);
    CHECK(contains(measured.err, word));
}

TEST_CASE(
    "check-optimizer runs its checks on one thread and in one process where the system starts no more, and says so") {
    const TemporaryFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
    const Outcome outcome = run_descent(words("check-optimizer adam --only same_bits_for_any_number_of_threads "
                                              "--only same_bits_for_any_split"),
                                        folder.path(), without_leaks, {.processes = 1});
    CAPTURE(outcome.out, outcome.err);
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "skipped  same_bits_for_any_number_of_threads: "));
    CHECK(contains(outcome.out, " threads that were wanted: one thread works"));
    CHECK(contains(outcome.out, "passed   same_bits_for_any_split: "));
    CHECK(contains(outcome.out, "in this process: the system starts no other\n"));
}
