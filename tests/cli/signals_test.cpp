// Ctrl-C and SIGTERM: the step is finished, checkpoint and model are written, and the run goes on from there.

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string endless =
    "train --data flowers.csv --target species --hidden 8 --epochs 100000000 --checkpoint c --checkpoint-every 100 "
    "--resume --out m.safetensors --metrics m.jsonl";

/// Ends a training that is under way: some epochs are done.
Outcome ended_by(const TemporaryFolder& folder, int signal) {
    Program program(words(endless), folder.path());
    program.wait_for_lines(3);
    program.send(signal);
    return program.wait();
}

const std::string acknowledged = "descent: stopping; a second signal ends at once\n";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string hanging_plugin = std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/plugin_hangs_in_update.so";

void wait_for_hanging_step(const TemporaryFolder& folder) {
    while (!std::filesystem::exists(folder.path("m.jsonl")) || folder.read("m.jsonl").empty()) ::sched_yield();
}

/// Nobody reads the metrics: once the pipe is full the program waits in the middle of its run.
int stop_by_full_pipe(const std::string& path) {
    const int pipe = ::open(path.c_str(), O_RDONLY);
    wait_until_full(pipe);
    return pipe;
}

}  // namespace

TEST_CASE("SIGINT and SIGTERM end a training in good order with a status of their own") {
    for (const auto& [signal, status] : {std::pair(SIGINT, 130), std::pair(SIGTERM, 143)}) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", flowers());
        const Outcome outcome = ended_by(folder, signal);
        CHECK(outcome.status == status);
        CHECK(contains(outcome.err, "stopped after step "));
        CHECK(contains(outcome.err, "the same command with --resume resumes it"));
        CHECK(contains(outcome.err, "the model is in m.safetensors"));
        CHECK(contains(folder.read("m.jsonl"), "\"reason\":\"interrupted\""));
        CHECK_FALSE(folder.read("c").empty());
        CHECK(run_descent(words("evaluate --model m.safetensors --data flowers.csv"), folder.path()).status == 0);
        const Outcome again = ended_by(folder, signal);
        CHECK(again.status == status);
        CHECK(contains(again.err, "resuming after step "));
    }
}

TEST_CASE("a second signal ends the program at once") {
    const TemporaryFolder folder;
    Program program(
        words("train --function beale --optimizer broken --quiet --metrics m.jsonl --plugin " + hanging_plugin),
        folder.path());
    wait_for_hanging_step(folder);
    program.send(SIGINT);
    program.send(SIGTERM);
    const Outcome outcome = program.wait();
    CHECK((outcome.signal == SIGINT || outcome.signal == SIGTERM));
    CHECK(outcome.err == acknowledged);
}

TEST_CASE("a step without end is ended by a second signal, and the metrics and the files say so") {
    const TemporaryFolder folder;
    Program program(
        words("train --function beale --optimizer broken --quiet --metrics m.jsonl --plugin " + hanging_plugin),
        folder.path());
    wait_for_hanging_step(folder);
    program.send(SIGTERM);
    REQUIRE(program.wait_for_lines(1));
    program.send(SIGTERM);
    const Outcome outcome = program.wait();
    CHECK(outcome.signal == SIGTERM);
    CHECK(outcome.err == acknowledged);
    CHECK(
        folder.read("m.jsonl").ends_with("\n{\"event\":\"done\",\"reason\":\"interrupted\",\"message\":\"a second "
                                         "signal ended the program at once\"}\n"));
}

TEST_CASE("one signal ends the measuring that follows a training, whose model is kept") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    std::string many = flowers();
    const std::string rows = many.substr(many.find('\n') + 1);
    for (int times = 1; times < 400; ++times) many += rows;
    folder.write("many.csv", many);  // takes many seconds to measure
    Program program(words("train --data flowers.csv --target species --hidden 3000,3000 --max-steps 1 --batch-size 1 "
                          "--test-data many.csv --quiet --out m --metrics m.jsonl"),
                    folder.path());
    while (!std::filesystem::exists(folder.path("m"))) ::sched_yield();
    program.send(SIGINT);
    const Outcome outcome = program.wait();
    CHECK(outcome.status == 130);
    CHECK(outcome.out.empty());
    CHECK(contains(folder.read("m.jsonl"), "\n{\"event\":\"done\""));
    CHECK_FALSE(contains(folder.read("m.jsonl"), "test_loss"));
    CHECK(folder.files() == 4);
}

TEST_CASE("HUP, USR2 and XCPU end a training in good order too, and USR1 asks for its status") {
    for (const int signal : {SIGHUP, SIGUSR2, SIGXCPU}) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", flowers());
        const Outcome outcome = ended_by(folder, signal);
        CHECK(outcome.status == 128 + signal);
        CHECK(contains(outcome.err, acknowledged));
        CHECK(contains(outcome.err, "the model is in m.safetensors"));
    }
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    Program program(words(endless + " --quiet"), folder.path());
    const auto has_begun = [&] {
        return std::filesystem::exists(folder.path("m.jsonl")) && contains(folder.read("m.jsonl"), "\"epoch\":2");
    };
    while (!has_begun()) ::sched_yield();
    program.send(SIGUSR1);
    REQUIRE(program.wait_for_lines(1));
    program.send(SIGINT);
    const Outcome outcome = program.wait();
    CHECK(outcome.status == 130);
    CHECK(outcome.err.starts_with("epoch "));
    CHECK(contains(outcome.err, ", step "));
}

TEST_CASE("one signal ends a command that has no good order to keep, and one that waits for the reader of a pipe") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    Program waits(words("train --data flowers.csv --target species --epochs 100000000 --quiet --metrics pipe"),
                  folder.path());
    Program checks(words("check-gradient --hidden 2000,2000 --samples 1000000000"), folder.path());
    REQUIRE(waits.wait_until_it_handles(SIGTERM));
    REQUIRE(checks.wait_until_it_handles(SIGINT));
    waits.send(SIGTERM);
    checks.send(SIGINT);
    CHECK(waits.wait().status == 143);
    CHECK(checks.wait().status == 130);
}

TEST_CASE("USR1 is answered at once, however long the step under way takes") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    Program program(words("train --data flowers.csv --target species --epochs 100000000 --quiet --metrics pipe"),
                    folder.path());
    const int pipe = stop_by_full_pipe(folder.path("pipe"));
    program.send(SIGUSR1);
    REQUIRE(program.wait_for_lines(1));
    program.send(SIGUSR1);
    REQUIRE(program.wait_for_lines(2));
    program.send(SIGKILL);
    const Outcome outcome = program.wait();
    CHECK(outcome.err.starts_with("epoch "));
    CHECK(contains(outcome.err, ", step "));
    ::close(pipe);
}

TEST_CASE("one INT or TERM ends every command that waits for its data") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(run_descent(words("train --data flowers.csv --target species --epochs 1 --quiet --out m"), folder.path())
                .status == 0);
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    const int pipe = ::open(folder.path("pipe").c_str(), O_RDWR);  // nobody writes
    for (const char* command : {"train --data - --target species", "compare --data - --target species --out study",
                                "evaluate --model m --data -", "predict --model m --data - --out p.csv"}) {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR2, SIGXCPU}) {
            CAPTURE(command, signal);
            Program program(words(command), folder.path(), {}, {.input = "pipe"});
            REQUIRE(program.wait_until_it_handles(SIGXCPU));
            program.send(SIGUSR1);  // has no status to tell, and ends nothing
            program.send(signal);
            CHECK(program.wait().status == 128 + signal);
        }
    }
    CHECK(folder.files() == 3);
    ::close(pipe);
}

TEST_CASE("one INT or TERM ends the loading of a plugin, whichever command loads it") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const std::string plugin = std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/plugin_hangs_when_loaded.so";
    for (const char* command : {"train --data flowers.csv --target species", "optimizers", "check-optimizer broken",
                                "compare --function beale --out study"}) {
        for (const int signal : {SIGINT, SIGTERM}) {
            CAPTURE(command, signal);
            Program program(words(command + (" --plugin " + plugin)), folder.path());
            REQUIRE(program.wait_for_lines(1));
            program.send(signal);
            CHECK(program.wait().status == 128 + signal);
        }
    }
    CHECK(folder.files() == 1);
}

TEST_CASE("a comparison ends in good order, and USR1 asks for its status") {
    const TemporaryFolder folder;
    const std::string study = "compare --function rosenbrock --epochs 1000000 --budget 2 --seeds 1 --out study";
    Program program(words(study), folder.path());
    REQUIRE(program.wait_for_lines(1));
    program.send(SIGUSR1);
    REQUIRE(program.wait_for_lines(2));
    program.send(SIGINT);
    const Outcome outcome = program.wait();
    CAPTURE(outcome.err);
    CHECK(outcome.status == 130);
    CHECK(contains(outcome.err, " trials, "));
    CHECK(contains(outcome.err, acknowledged));
}

TEST_CASE("USR1 is answered at once in a comparison too, however long the step under way takes") {
    const TemporaryFolder folder;
    Program program(
        words("compare --function beale --optimizers broken --seeds 1 --out study --plugin " + hanging_plugin),
        folder.path());
    REQUIRE(program.wait_for_lines(1));
    program.send(SIGUSR1);
    REQUIRE(program.wait_for_lines(2));
    program.send(SIGKILL);
    CHECK(program.wait().err == "final runs: 1 trials\nfinal runs: 0/1 trials, 0.00%, - left\n");
}

TEST_CASE("a signal that was blocked when the program began ends it like any other") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    sigset_t both, before;
    ::sigemptyset(&both);
    for (const int signal : {SIGTERM, SIGINT}) ::sigaddset(&both, signal);
    ::sigprocmask(SIG_BLOCK, &both, &before);
    Program program(words(endless), folder.path());
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    program.wait_for_lines(3);
    program.send(SIGTERM);
    CHECK(program.wait().status == 143);
}

TEST_CASE("a signal that was ignored when the program began stays ignored") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    for (const int signal : {SIGHUP, SIGINT}) std::signal(signal, SIG_IGN);
    Program program(words(endless), folder.path());
    for (const int signal : {SIGHUP, SIGINT}) std::signal(signal, SIG_DFL);
    program.wait_for_lines(3);
    program.send(SIGHUP);
    program.send(SIGINT);
    program.wait_for_lines(6);
    program.send(SIGTERM);
    CHECK(program.wait().status == 143);
}
