// What people see on a terminal: a bar with the time left, a red prefix before errors, and neither where it is
// unwanted.

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Outcome on_terminal(const std::string& line, const Program::Environment& environment) {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    return run_descent(words(line), folder.path(), environment, {.terminal = true});
}

// A bar comes ten times a second, so this lasts that long on any machine.
const std::string run = "train --data flowers.csv --target species --batch-size 1 --epochs 2000 --max-steps 250000";

}  // namespace

TEST_CASE("a terminal shows a bar with the time left") {
    const Outcome outcome = on_terminal(run, {{"TERM", "xterm"}});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.err, "\r\033[K["));
    CHECK(contains(outcome.err, " left"));
    CHECK(contains(outcome.err, "epoch 1/2000: loss "));
}

TEST_CASE("errors are red on a terminal unless colours are unwanted") {
    CHECK(
        contains(on_terminal("trian", {{"TERM", "xterm"}, {"NO_COLOR", ""}}).err, "\033[1;31mdescent:\033[0m 'trian'"));
    CHECK(on_terminal("trian", {{"TERM", "xterm"}, {"NO_COLOR", "1"}}).err.rfind("descent: 'trian'", 0) == 0);
    CHECK(on_terminal("trian", {{"TERM", "dumb"}}).err.rfind("descent: 'trian'", 0) == 0);
}

TEST_CASE("a dumb terminal and one of no kind get plain lines") {
    for (const char* kind : {"dumb", ""}) {
        const Outcome outcome = on_terminal(run, {{"TERM", kind}});
        CHECK(outcome.status == 0);
        CHECK(contains(outcome.err, "epoch 1/2000: loss "));
        CHECK_FALSE(contains(outcome.err, "\033"));
        CHECK_FALSE(contains(outcome.err, "\r\033"));
        CHECK(on_terminal("trian", {{"TERM", kind}}).err.rfind("descent: 'trian'", 0) == 0);
    }
}
