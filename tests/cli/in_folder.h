#pragma once
// A folder in which a test runs the program, by lines as users type them.

#include <string>

#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

namespace descent::test {

struct InFolder {
    TemporaryFolder folder;

    Outcome run(const std::string& line) const { return run_descent(words(line), folder.path()); }

    /// Of one that must succeed.
    Outcome done(const std::string& line) const {
        const Outcome outcome = run(line);
        INFO(line << "\n" << outcome.err);
        REQUIRE(outcome.status == 0);
        return outcome;
    }
};

}  // namespace descent::test
