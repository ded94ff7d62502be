// Limits of memory on a shared server: a program that gets no more memory, or no more threads, says so in one line.

#include <iostream>

#include <algorithm>

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

// Sanitizers reserve terabytes of addresses: no limit can be set beside them.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

constexpr std::uint64_t megabyte = std::uint64_t{1} << 20;

/// Below some limit the loader, and just above it the start of the C++ runtime, ends every program before `main`.
bool reaches_main(const TemporaryFolder& folder, std::uint64_t limit) {
    const Outcome outcome = run_descent({"--version"}, folder.path(), {}, {.memory = limit});
    return outcome.status == 0 || outcome.status == 1;
}

/// No room for a thread's stack leaves one thread, which is said before anything else.
std::string without_word_on_threads(const std::string& err) {
    return err.rfind("the system starts ", 0) == 0 ? err.substr(err.find('\n') + 1) : err;
}

}  // namespace

TEST_CASE("a training within any limit of memory succeeds or is one line with status 1") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    int refused = 0, succeeded = 0;
    for (const int threads : {1, 4, 64}) {
        const std::string arguments =
            "train --data flowers.csv --target species --hidden 1000,1000 --epochs 1 --quiet --out m.safetensors "
            "--threads " +
            std::to_string(threads);
        for (std::uint64_t limit = 8 * megabyte; limit < 1024 * megabyte; limit += limit / 8) {
            const Outcome outcome = run_descent(words(arguments), folder.path(), {}, {.memory = limit});
            CAPTURE(threads, limit, outcome.err, outcome.signal);
            if (outcome.status != 0 && outcome.status != 1 && !reaches_main(folder, limit)) continue;
            CHECK((outcome.status == 0 || outcome.status == 1));
            const std::string said = without_word_on_threads(outcome.err);
            CHECK(std::count(said.begin(), said.end(), '\n') == outcome.status);
            CHECK((outcome.status == 0 || said.rfind("descent: ", 0) == 0));
            ++(outcome.status == 1 ? refused : succeeded);
            CHECK(folder.files() <= 2);  // data, model, nothing half-written
        }
    }
    CHECK(refused > 3);
    CHECK(succeeded > 10);
    std::cout << "limits of memory: " << refused + succeeded << " tried, " << refused << " refused with one line\n";
}

TEST_CASE("data that does not fit into memory is one line, with its size and what is available") {
    const TemporaryFolder folder;
    std::string text = "x,y\n";
    for (int line = 0; line < 1000000; ++line) text += "0.123456789,a\n";
    folder.write("long.csv", text);
    const Outcome outcome = run_descent(words("train --data long.csv --target y --quiet --threads 1"), folder.path(),
                                        {}, {.memory = 24 * megabyte});
    CAPTURE(outcome.err, outcome.signal);
    CHECK(outcome.status == 1);
    CHECK(outcome.error_lines() == 1);
    CHECK(
        outcome.err.starts_with("descent: long.csv: not enough memory to read it, a file of 14 MB that takes more than "
                                "that while it is read: "));
    CHECK(outcome.err.ends_with(" MB are available\n"));
}

TEST_CASE("a check of an optimizer that finds no memory, or no threads, says so") {
    const TemporaryFolder folder;
    int refused = 0;
    for (std::uint64_t limit = 16 * megabyte; limit < 512 * megabyte; limit += limit / 4) {
        const Outcome outcome = run_descent(words("check-optimizer adam --only same_bits_for_any_number_of_threads"),
                                            folder.path(), {}, {.memory = limit});
        CAPTURE(limit, outcome.out, outcome.err);
        if (outcome.status != 0 && outcome.status != 1 && !reaches_main(folder, limit)) continue;
        CHECK((outcome.status == 0 || outcome.status == 1));
        CHECK(outcome.out.find("bad_alloc") == std::string::npos);
        const bool told = outcome.out.find(" MiB are available") != std::string::npos ||
                          outcome.out.find("one thread works") != std::string::npos ||
                          outcome.err.find("not enough memory") != std::string::npos;
        CHECK((told || outcome.out.find("passed   ") != std::string::npos));
        refused += told;
    }
    CHECK(refused > 0);
}

TEST_CASE("a check of an optimizer that finds no memory says how much it needs and for what") {
    const TemporaryFolder folder;
    const Outcome outcome =
        run_descent(words("check-optimizer adam --only speed"), folder.path(), {}, {.memory = 100 * megabyte});
    CAPTURE(outcome.out, outcome.err);
    CHECK(outcome.status == 1);
    // 2049 rows of 4096 floats, each padded by 16: 32.15 MiB, and two slots
    CHECK(outcome.out.find("not enough memory: the parameters of this check and their gradient take 33 MiB each, the "
                           "state of adam 65 MiB, and the rule's scratches come on top, but ") != std::string::npos);
    CHECK(outcome.out.find(" MiB are available\n") != std::string::npos);
}

TEST_CASE("a network that finds no memory in a check, an export or a trial is told with its size") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const std::string needs = "not enough memory: the parameters take ";
    const Outcome check = run_descent(words("check-gradient --hidden 5000,5000 --threads 1"), folder.path(), {},
                                      {.memory = 100 * megabyte});
    CHECK(check.status == 1);
    CHECK(check.error_lines() == 1);
    CHECK(check.err.starts_with("descent: " + needs + "101 MB, and what is computed with them comes on top, but "));
    const Outcome trial = run_descent(words("compare --data flowers.csv --target species --hidden 5000,5000 --seeds 2 "
                                            "--epochs 1 --budget 1 --optimizers adam,gd --out s"),
                                      folder.path(), {}, {.memory = 180 * megabyte});
    const std::string log = folder.read("s/trials.jsonl");
    CAPTURE(trial.err, log);
    CHECK(log.find(needs + "101 MB, the state of ") != std::string::npos);
    REQUIRE(run_descent(words("train --data flowers.csv --target species --hidden 2000,2000 --optimizer gd --epochs 1 "
                              "--quiet --out m"),
                        folder.path())
                .status == 0);
    int refused = 0;
    for (std::uint64_t limit = 16 * megabyte; limit < 128 * megabyte; limit += 2 * megabyte) {
        const Outcome exported =
            run_descent(words("export --model m --onnx m.onnx --force"), folder.path(), {}, {.memory = limit});
        CAPTURE(limit, exported.err);
        CHECK(exported.err.find("not enough memory, of which") == std::string::npos);
        refused += exported.err.find(needs) != std::string::npos;
    }
    CHECK(refused > 0);
}

TEST_CASE("writing checkpoints takes at most 64 MiB beyond the memory of the training") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const auto most_memory = [&](const std::string& options) {  // adam's state and the weights take 108 MB
        const Outcome outcome = run_descent(
            words("train --data flowers.csv --target species --hidden 3000,3000 --optimizer adam --threads 1 "
                  "--max-steps 3 --quiet --force --metrics m.jsonl " +
                  options),
            folder.path());
        CAPTURE(outcome.err);
        REQUIRE(outcome.status == 0);
        const std::string metrics = folder.read("m.jsonl");
        const std::string last = metrics.substr(metrics.rfind('\n', metrics.size() - 2) + 1);
        return JsonReader(parse_json(last, "m.jsonl"), "m.jsonl").whole("memory");
    };
    const std::uint64_t without = most_memory("");
    CHECK(without > 108 * 1000 * 1000);
    CHECK(most_memory("--checkpoint c --checkpoint-every 1steps") < without + 64 * megabyte);
}

#endif
