// Ctrl-C and SIGTERM: the step is finished, checkpoint and model are written, and the run goes on from there.

#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string endless =
    "train --data flowers.csv --target species --hidden 8 --epochs 100000000 --checkpoint c --resume "
    "--out m.safetensors --metrics metrics ";

/// A training that is under way: the line of its first epoch came through the pipe of its metrics.
class Training {
public:
    explicit Training(const TemporaryFolder& folder) : folder_(folder) {
        ::mkfifo(folder.path("metrics").c_str(), 0600);
        program_ = std::make_unique<Program>(words(endless), folder.path());
        metrics_.open(folder.path("metrics"));
        for (std::string line; std::getline(metrics_, line) && line.find("\"epoch\"") == std::string::npos;) {
        }
    }

    Outcome end_with(int signal) {
        program_->send(signal);
        while (metrics_.ignore(1 << 20) && !metrics_.eof()) {  // it must not wait for us
        }
        return program_->wait();
    }

private:
    const TemporaryFolder& folder_;
    std::unique_ptr<Program> program_;
    std::ifstream metrics_;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("SIGINT and SIGTERM end a training in good order, with a status of their own") {
    for (const auto& [signal, status] : {std::pair(SIGINT, 130), std::pair(SIGTERM, 143)}) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", flowers());
        const Outcome outcome = Training(folder).end_with(signal);
        CAPTURE(outcome.err);
        CHECK(outcome.status == status);
        CHECK(contains(outcome.err, "stopped after step "));
        CHECK(contains(outcome.err, "the same command with --resume goes on"));
        CHECK(contains(outcome.err, "the model is in m.safetensors"));
        CHECK_FALSE(folder.read("c").empty());
        CHECK(run_descent(words("evaluate --model m.safetensors --data flowers.csv"), folder.path()).status == 0);
        const Outcome again = Training(folder).end_with(signal);
        CHECK(again.status == status);
        CHECK(contains(again.err, "going on after step "));
    }
}
