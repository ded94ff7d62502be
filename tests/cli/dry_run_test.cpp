// `train --dry-run`: says what the run would take, and leaves nothing behind.

#include <filesystem>

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string plain = "train --data flowers.csv --target species --hidden 20 --optimizer adam --batch-size 32 ";

Json figures(const TemporaryFolder& folder, const std::string& arguments) {
    const Outcome outcome = run_descent(words(arguments + " --dry-run --json --quiet"), folder.path());
    CAPTURE(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(outcome.err.empty());
    return parse_json(outcome.out, "stdout");
}

std::uint64_t number(const Json& json, const char* part, const char* name) {
    return json.at(part).at(name).get<std::uint64_t>();
}

}  // namespace

TEST_CASE("a dry run tells bytes and steps by their formulas, and the size that the model then has") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const Json told = figures(folder, plain + "--epochs 7");
    // 3 inputs, 20 units, 3 classes, rows of 16 floats: weights 3 * 32 + 20 * 16, biases 32 + 16; adam has two slots
    CHECK(number(told, "memory", "parameters") == 4 * (3 * 32 + 32 + 20 * 16 + 16));
    CHECK(number(told, "memory", "optimizer_state") == 2 * 4 * (3 * 32 + 32 + 20 * 16 + 16));
    CHECK(number(told, "memory", "total") < number(told, "memory", "available"));
    CHECK(number(told, "steps", "epoch") == 5);
    CHECK(number(told, "steps", "all") == 35);
    CHECK(number(told, "time", "measured_steps") == 34);  // all but the first

    const Outcome run = run_descent(
        words(plain + "--epochs 7 --quiet --out m.safetensors --checkpoint c --metrics m.jsonl"), folder.path());
    REQUIRE(run.status == 0);
    const auto size = [&](const char* name) { return std::filesystem::file_size(folder.path(name)); };
    CHECK(number(told, "disk", "model") == size("m.safetensors"));
    CHECK(number(told, "disk", "checkpoint") > size("c") / 2);
    CHECK(number(told, "disk", "checkpoint") < size("c") * 2);
    CHECK(number(told, "disk", "metrics") > size("m.jsonl") / 4);
    CHECK(number(told, "disk", "metrics") < size("m.jsonl") * 4);

    const std::string every = plain + "--epochs 20 --metrics s.jsonl --metrics-every 1 ";
    const std::uint64_t estimate = number(figures(folder, every), "disk", "metrics");
    REQUIRE(run_descent(words(every + "--quiet"), folder.path()).status == 0);
    CHECK(estimate > size("s.jsonl") / 2);
    CHECK(estimate < size("s.jsonl") * 2);
}

TEST_CASE("a dry run of a long training takes about a second, says what it measured, and leaves its folder alone") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const Outcome outcome =
        run_descent(words(plain + "--epochs 10000000 --validation 0.2 --patience 1000000 --out m.safetensors "
                                  "--checkpoint c --keep 3 --checkpoint-every 2 --metrics m.jsonl --dry-run"),
                    folder.path());
    CAPTURE(outcome.out, outcome.err);
    CHECK(outcome.status == 0);
    CHECK(folder.files() == 1);
    CHECK(outcome.out.find("\nsteps   4 an epoch, 40,000,000 in all\n") != std::string::npos);
    CHECK(outcome.out.find(" steps took 1") != std::string::npos);
    CHECK(outcome.err.find("flowers.csv: targets are 3 classes") != std::string::npos);  // what a run says of its data
}

TEST_CASE("a dry run of a run that resumes tells what is left, and refuses what it would refuse") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const std::string resumed = plain + "--checkpoint c --resume ";
    CHECK(number(figures(folder, resumed + "--epochs 4"), "steps", "done") == 0);  // there is no checkpoint yet
    CHECK(folder.files() == 1);
    REQUIRE(run_descent(words(resumed + "--epochs 4 --quiet"), folder.path()).status == 0);
    const std::string before = folder.read("c") + folder.read("c.history");
    const std::size_t files = folder.files();
    const Json told = figures(folder, resumed + "--epochs 10");
    CHECK(number(told, "steps", "done") == 20);
    CHECK(number(told, "steps", "all") == 50);
    CHECK(number(told, "time", "measured_steps") == 29);
    const Outcome lines = run_descent(words(resumed + "--epochs 10 --dry-run --quiet"), folder.path());
    CHECK(lines.out.find("\nsteps   5 an epoch, 50 in all, 20 done\n") != std::string::npos);
    CHECK(number(figures(folder, resumed + "--epochs 4"), "time", "seconds") == 0);  // nothing is left
    for (const char* other : {"--epochs 3", "--epochs 4 --seed 7"}) {
        const Outcome dry = run_descent(words(resumed + other + " --dry-run"), folder.path());
        CHECK(dry.err == run_descent(words(resumed + other), folder.path()).err);
        CHECK(dry.status != 0);
    }
    CHECK(folder.read("c") + folder.read("c.history") == before);
    CHECK(folder.files() == files);
}

TEST_CASE("a dry run refuses what the run would refuse, and what has no meaning for it") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers() + "1,two,3,rose\n");
    const auto refuses = [&](const std::string& arguments, int status) {
        const Outcome dry = run_descent(words(arguments + " --dry-run"), folder.path());
        CAPTURE(arguments, dry.err);
        CHECK(dry.status == status);
        CHECK(dry.error_lines() == 1);
        CHECK(dry.out.empty());
        return dry.err;
    };
    CHECK(refuses(plain, 1) == run_descent(words(plain), folder.path()).err);
    refuses("train --function sphere", 2);
    CHECK(run_descent(words(plain + "--json"), folder.path()).status == 2);
    CHECK(folder.files() == 1);
}

TEST_CASE("a dry run refuses outputs whose folder is missing, with the line of the run") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    for (const char* output : {"--out absent/m.st", "--metrics absent/m", "--checkpoint absent/c"}) {
        const std::string command = plain + "--epochs 1 --quiet " + output;
        const Outcome dry = run_descent(words(command + " --dry-run"), folder.path());
        const Outcome run = run_descent(words(command), folder.path());
        CAPTURE(output, dry.err, run.err);
        CHECK(dry.status == 1);
        CHECK(dry.status == run.status);
        CHECK(dry.err == run.err);
        CHECK(dry.out.empty());
    }
    CHECK(run_descent(words(plain + "--epochs 1 --quiet --metrics /dev/null --dry-run"), folder.path()).status == 0);
    CHECK(folder.files() == 1);
}

TEST_CASE("a network that does not fit into memory is refused with what it needs") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    for (const std::string end : {"", " --dry-run"}) {
        const Outcome outcome = run_descent(
            words("train --data flowers.csv --target species --hidden 1000000,1000000 --quiet" + end), folder.path());
        CAPTURE(outcome.err);
        CHECK(outcome.status == 1);
        CHECK(outcome.error_lines() == 1);
        CHECK(outcome.err.find("not enough memory: the parameters take 4 TB, the state of ") != std::string::npos);
        CHECK(folder.files() == 1);
    }
}
