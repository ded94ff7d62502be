// What `descent info` shows beside the machine: the temporary files that killed runs left.

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "storage/file_system.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

std::string of_ended_process(const std::string& file) {
    const pid_t process = ::fork();
    if (process == 0) ::_exit(0);
    ::waitpid(process, nullptr, 0);
    return file + ".partial-" + std::to_string(process) + "-0";
}

std::vector<std::string> leftovers(const TemporaryFolder& folder, const std::string& options = "") {
    const Outcome outcome = run_descent(words("info --json " + options), folder.path());
    REQUIRE(outcome.status == 0);
    std::vector<std::string> names;
    const Json line = parse_json(outcome.out, "stdout");
    for (const Json& file : line.at("leftovers")) names.push_back(file.at("file").get<std::string>());
    return names;
}

using Names = std::vector<std::string>;

const std::string train = "train --data flowers.csv --target species --hidden 4 --checkpoint c --resume --quiet ";

}  // namespace

TEST_CASE("descent info lists what a killed run left of its model, which the next one removes") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    CHECK(run_descent(words("info"), folder.path()).out.ends_with("leftovers         none in .\n"));
    const std::string half = of_ended_process("m.safetensors");
    folder.write(half, "half");
    folder.write("notes.partial-draft", "mine");
    CHECK(leftovers(folder) == Names{half});
    CHECK(run_descent(words("info"), folder.path())
              .out.ends_with(
                  "leftovers         of killed runs in .; the next run that writes the same file removes them\n  " +
                  half + ": 4 bytes\n"));
    REQUIRE(run_descent(words(train + "--epochs 1 --out m.safetensors"), folder.path()).status == 0);
    CHECK(leftovers(folder).empty());
}

TEST_CASE("descent info lists what a killed run left beside its checkpoint, which the next one removes") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    Program program(words(train + "--epochs 100000000 --checkpoint-every 1"), folder.path());
    while (!std::filesystem::exists(folder.path("c.previous"))) ::sched_yield();
    CHECK(leftovers(folder).empty());  // it lives, and has c.lock
    program.send(SIGKILL);
    program.wait();
    folder.write("c.next", folder.read("c.previous").substr(0, 1000));
    folder.write("c.history.next", "");
    folder.write("other.lock", "");
    folder.write("other.next", "notes");
    CHECK(leftovers(folder) == Names{"c.history.next", "c.lock", "c.next"});
    REQUIRE(run_descent(words("train --data flowers.csv --target species --hidden 4 --checkpoint c --force --epochs 1 "
                              "--quiet"),
                        folder.path())
                .status == 0);
    CHECK(leftovers(folder).empty());
    CHECK(folder.read("other.next") == "notes");
}

TEST_CASE("descent info lists what a run left that was killed in its first checkpoint") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    folder.write("c.lock", "descent\n");
    folder.write("other.lock", "");
    CHECK(leftovers(folder) == Names{"c.lock"});
    folder.write("c.next", "");
    folder.write("other.next", "");
    CHECK(leftovers(folder) == Names{"c.lock", "c.next"});
    REQUIRE(run_descent(words(train + "--epochs 1"), folder.path()).status == 0);
    CHECK(leftovers(folder).empty());
    const std::string whole = folder.read("c");
    const TemporaryFolder half;
    half.write("c.lock", "");
    half.write("c.next", whole.substr(0, 200));
    CHECK(leftovers(half) == Names{"c.lock", "c.next"});
}

TEST_CASE("descent info looks into the folder that it is told, and says when it cannot") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path("models"));
    const std::string half = of_ended_process("models/m");
    folder.write(half, "half");
    CHECK(leftovers(folder).empty());
    CHECK(leftovers(folder, "--folder models") == Names{half});
    const auto held =
        storage::real_file_system().open(folder.path(of_ended_process("models/n")), storage::OpenMode::fresh);
    CHECK(leftovers(folder, "--folder models") == Names{half});
    const Outcome absent = run_descent(words("info --folder absent"), folder.path());
    CHECK(absent.status == 1);
    CHECK(absent.err == "descent: absent: cannot read this folder: No such file or directory\n");
}
