#pragma once
// A training that is under way: its first epoch is done, and it waits for nothing.

#include <sys/stat.h>

#include <fstream>
#include <memory>
#include <string>

#include "cli/program.h"
#include "support/temporary_folder.h"

namespace descent::test {

class UnderWay {
public:
    /// Starts `descent train ARGUMENTS` in that folder and returns when the line of its first epoch came through the
    /// pipe of its metrics.
    UnderWay(const std::string& arguments, const TemporaryFolder& folder) {
        ::mkfifo(folder.path("metrics").c_str(), 0600);
        program_ = std::make_unique<Program>(words("train --metrics metrics " + arguments), folder.path());
        metrics_.open(folder.path("metrics"));
        for (std::string line; std::getline(metrics_, line) && line.find("\"epoch\"") == std::string::npos;) {
        }
    }

    const Program& program() const { return *program_; }

    Outcome wait() {
        while (metrics_.ignore(1 << 20) && !metrics_.eof()) {  // it must not wait for us
        }
        return program_->wait();
    }

private:
    std::unique_ptr<Program> program_;
    std::ifstream metrics_;
};

}  // namespace descent::test
