// Ctrl-C and SIGTERM: the step is finished, checkpoint and model are written, and the run goes on from there.

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
        CHECK(contains(outcome.err, "the same command with --resume goes on"));
        CHECK(contains(outcome.err, "the model is in m.safetensors"));
        CHECK(contains(folder.read("m.jsonl"), "\"reason\":\"interrupted\""));
        CHECK_FALSE(folder.read("c").empty());
        CHECK(run_descent(words("evaluate --model m.safetensors --data flowers.csv"), folder.path()).status == 0);
        const Outcome again = ended_by(folder, signal);
        CHECK(again.status == status);
        CHECK(contains(again.err, "going on after step "));
    }
}
