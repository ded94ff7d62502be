// Ctrl-C and SIGTERM: the step is finished, checkpoint and model are written, and the run goes on from there.

#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
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

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

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
    folder.write("flowers.csv", flowers());
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    Program program(words("train --data flowers.csv --target species --epochs 100000000 --quiet --metrics pipe"),
                    folder.path());
    // Nobody reads the metrics: once the pipe is full the program waits, and cannot end in good order.
    const int pipe = ::open(folder.path("pipe").c_str(), O_RDONLY);
    for (int held = 0; held < 65536 - 4096;) {
        ::ioctl(pipe, FIONREAD, &held);
        ::sched_yield();
    }
    program.send(SIGINT);
    program.send(SIGTERM);
    const Outcome outcome = program.wait();
    CHECK((outcome.signal == SIGINT || outcome.signal == SIGTERM));
    CHECK(outcome.err.empty());
    ::close(pipe);
}
