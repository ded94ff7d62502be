// Crashes, and other signals that end the program at once: one line, metrics that end with it, and the signal's own
// status.

#include <sched.h>

#include <csignal>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

std::string failed_line(const std::string& message) {
    return "\n{\"event\":\"done\",\"reason\":\"failed\",\"message\":\"" + message + "\"}\n";
}

}  // namespace

// Sanitizers report crashes themselves, and end the program in their own way.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

const std::string train = "train --function beale --optimizer broken --quiet --metrics m.jsonl --plugin ";

std::string plugin(const std::string& name) {
    return std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/plugin_" + name + ".so";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE(
    "a plugin that crashes ends the program by its signal, with one line that names it and the end of the metrics") {
    const std::tuple<const char*, int, const char*> crashes[] = {
        {"crashes_in_update", SIGSEGV, "SIGSEGV: a use of memory that is not its own, or of more stack than there is"},
        {"overflows_in_update", SIGSEGV,
         "SIGSEGV: a use of memory that is not its own, or of more stack than there is"},
        {"divides_in_update", SIGFPE, "SIGFPE: a division of whole numbers that has no result"},
        {"traps_in_update", SIGILL, "SIGILL: an instruction that the processor does not have"},
        {"aborts_in_update", SIGABRT, "SIGABRT: a call of abort()"},
        {"terminates_in_update", SIGABRT, "SIGABRT: a call of abort()"},
        {"crashes_on_its_own_thread", SIGSEGV,
         "SIGSEGV: a use of memory that is not its own, or of more stack than there is"},
        {"overflows_on_its_own_thread", SIGSEGV,
         "SIGSEGV: a use of memory that is not its own, or of more stack than there is"},
    };
    for (const auto& [name, signal, crash] : crashes) {
        const TemporaryFolder folder;
        const Outcome outcome = run_descent(words(train + plugin(name) + " --threads 1"), folder.path());
        CAPTURE(name, outcome.err);
        const std::string message = "optimizer 'broken' of " + plugin(name) + ": crashed with " + crash;
        CHECK(outcome.signal == signal);
        CHECK(outcome.err == "descent: " + message + "\n");
        std::string quoted = message;
        std::ranges::replace(quoted, '"', '\'');
        CHECK(folder.read("m.jsonl").ends_with(failed_line(quoted)));
    }
}

TEST_CASE("a crash in the loading of a plugin is said too") {
    const TemporaryFolder folder;
    const Outcome loaded = run_descent(words(train + plugin("crashes_when_loaded")), folder.path());
    CHECK(loaded.signal == SIGSEGV);
    CHECK(contains(loaded.err, "descent: plugin " + plugin("crashes_when_loaded") + ": crashed with SIGSEGV: "));
}

TEST_CASE("an exception on a thread of a plugin's own ends the program with status 1 and one line that names it") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent(words(train + plugin("throws_on_its_own_thread")), folder.path());
    const std::string message = "optimizer 'broken' of " + plugin("throws_on_its_own_thread") +
                                ": threw an exception that nothing catches (a thread is lost), which ends the program";
    CHECK(outcome.status == 1);
    CHECK(outcome.err == "descent: " + message + "\n");
    CHECK(folder.read("m.jsonl").ends_with(failed_line(message)));
}

#endif

TEST_CASE("a signal that ends the program at once is said, and the metrics end with it") {
    for (const auto& [signal, name] : {std::pair(SIGQUIT, "SIGQUIT"), std::pair(SIGALRM, "SIGALRM"),
                                       std::pair(SIGABRT, "SIGABRT"), std::pair(SIGSYS, "SIGSYS")}) {
        const TemporaryFolder folder;
        Program program(words("train --function beale --epochs 1000000000 --quiet --metrics m.jsonl"), folder.path());
        while (!std::filesystem::exists(folder.path("m.jsonl")) || folder.read("m.jsonl").empty()) ::sched_yield();
        program.send(signal);
        const Outcome outcome = program.wait();
        CAPTURE(name);
        CHECK(outcome.signal == signal);
        CHECK(outcome.err == "descent: ended by " + std::string(name) + "\n");
        CHECK(folder.read("m.jsonl").ends_with(failed_line("ended by " + std::string(name))));
    }
}
