// Readers that take nothing - a pipe nobody empties, a terminal after Ctrl-S - keep no run from its work or its end.

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string endless =
    "train --data flowers.csv --target species --hidden 8 --epochs 100000000 --checkpoint c --out m ";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Waits for the end of a program whose output nobody reads until then.
Outcome end_unread(Program& program) {
    siginfo_t info{};
    while (::waitid(P_PID, static_cast<id_t>(program.process()), &info, WEXITED | WNOWAIT) != 0) {
    }
    return program.wait();
}

/// By then a pipe or terminal that has a line an epoch is full.
void wait_for_epochs(const TemporaryFolder& folder) {
    constexpr std::uintmax_t thousands_of_lines = std::uintmax_t{4} << 20U;
    const std::string path = folder.path("m.jsonl");
    while (!std::filesystem::exists(path) || std::filesystem::file_size(path) < thousands_of_lines) ::sched_yield();
}

/// Leaves a pipe no room: who writes there next waits for its reader.
void fill(const std::string& path) {
    const int pipe = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(pipe >= 0);
    while (::write(pipe, "x", 1) == 1) continue;
    ::close(pipe);
}

void check_saved(const TemporaryFolder& folder) {
    CHECK(std::filesystem::exists(folder.path("c")));
    CHECK(std::filesystem::exists(folder.path("m")));
}

}  // namespace

TEST_CASE("one signal ends a run whose metrics nobody reads, with checkpoint, model and the number of lines lost") {
    for (const int signal : {SIGINT, SIGTERM}) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", flowers());
        REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
        Program program(words(endless + "--quiet --metrics pipe --metrics-every 1"), folder.path());
        const int pipe = ::open(folder.path("pipe").c_str(), O_RDONLY);
        wait_until_full(pipe);
        program.send(signal);
        const Outcome outcome = program.wait();
        CAPTURE(outcome.err);
        CHECK(outcome.status == 128 + signal);
        CHECK(contains(outcome.err, "pipe: cannot write: its reader takes nothing; the run ends\n"));
        CHECK(contains(outcome.err, " lines could not be written\n"));
        check_saved(folder);
        ::close(pipe);
    }
}

TEST_CASE("a run goes on while nobody reads standard error, and one signal ends it in good order") {
    for (const bool terminal : {false, true}) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", flowers());
        Program program(words(endless + "--metrics m.jsonl"), folder.path(), {{"TERM", "xterm"}},
                        {.terminal = terminal});
        wait_for_epochs(folder);
        program.send(SIGTERM);
        CHECK(end_unread(program).status == 143);
        CHECK(contains(folder.read("m.jsonl"), "\"reason\":\"interrupted\""));
        check_saved(folder);
    }
}

TEST_CASE("a quiet run whose standard error takes nothing goes on too, and one signal ends it in good order") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    Program program(words(endless + "--quiet --metrics m.jsonl"), folder.path());
    wait_for_epochs(folder);
    fill("/proc/" + std::to_string(program.process()) + "/fd/2");
    program.send(SIGUSR1);  // asks for a line
    const std::uintmax_t size = std::filesystem::file_size(folder.path("m.jsonl"));
    while (std::filesystem::file_size(folder.path("m.jsonl")) < 2 * size) ::sched_yield();
    program.send(SIGTERM);
    CHECK(end_unread(program).status == 143);
    CHECK(contains(folder.read("m.jsonl"), "\"reason\":\"interrupted\""));
    check_saved(folder);
}

TEST_CASE("a terminal that Ctrl-S has stopped stops no run, and one signal ends it in good order") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    Program program(words(endless + "--metrics m.jsonl"), folder.path(), {{"TERM", "xterm"}}, {.terminal = true});
    REQUIRE(program.wait_for_lines(1));
    program.type("\x13");
    wait_for_epochs(folder);
    program.send(SIGINT);
    CHECK(end_unread(program).status == 130);
    check_saved(folder);
}

TEST_CASE("a reader of standard error that reads again is told how many lines it missed") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    Program program(words(endless + "--metrics m.jsonl"), folder.path());
    wait_for_epochs(folder);
    REQUIRE(program.wait_for_lines(3000));
    program.send(SIGTERM);
    const Outcome outcome = program.wait();
    CHECK(outcome.status == 143);
    CHECK(contains(outcome.err, " lines were dropped here: nobody read them\n"));
}

TEST_CASE("results that nobody reads after a signal are dropped with a word") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("out").c_str(), 0600) == 0);
    const int pipe = ::open(folder.path("out").c_str(), O_RDWR | O_NONBLOCK);
    fill(folder.path("out"));
    Program program(words("train --function beale --epochs 100000000 --checkpoint c"), folder.path(), {},
                    {.output = folder.path("out")});
    REQUIRE(program.wait_for_lines(3));
    program.send(SIGTERM);
    const Outcome outcome = program.wait();
    CHECK(outcome.status == 143);
    CHECK(contains(outcome.err, "standard output takes nothing: results were dropped\n"));
    CHECK(std::filesystem::exists(folder.path("c")));
    ::close(pipe);
}
