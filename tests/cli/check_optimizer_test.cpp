// The conformance kit on the command line.

#include <algorithm>

#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent::test;

namespace {

std::string plugin(const std::string& name) {
    return std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/" + name + ".so";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("check-optimizer lists its checks, each with its sentence") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent(words("check-optimizer --list"), folder.path());
    CHECK(outcome.status == 0);
    CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') >= 20);
    CHECK(contains(outcome.out, "same_bits_for_any_split: A step gives the same bits"));
}

TEST_CASE("check-optimizer passes a good plugin, and fails a bad one with status 1 and the reason") {
    const TemporaryFolder folder;
    const std::vector<std::string> names = {"check-optimizer", "mutant", "--only", "nan_stays_visible", "--plugin"};
    auto good = names, bad = names;
    good.push_back(plugin("mutant_good"));
    bad.push_back(plugin("mutant_hides_nan"));
    CHECK(run_descent(good, folder.path()).status == 0);
    const Outcome outcome = run_descent(bad, folder.path());
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "FAILED   nan_stays_visible"));
    CHECK(contains(outcome.out, "a gradient that is not a number left the weight"));
}

TEST_CASE("a bare name finds a plugin in DESCENT_PLUGIN_PATH, also beside a folder of that name, never by itself") {
    const TemporaryFolder folder;
    REQUIRE(run_descent({"new-optimizer", "mutant_good"}, folder.path()).status == 0);
    const Program::Environment path = {
        {"DESCENT_PLUGIN_PATH", "/absent:" + std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins"}};
    const Outcome named = run_descent(words("optimizers mutant --plugin mutant_good"), folder.path(), path);
    CAPTURE(named.err);
    CHECK(named.status == 0);
    CHECK(contains(named.out, "/tests/update/plugins/mutant_good.so"));
    CHECK(run_descent(words("optimizers mutant"), folder.path(), path).status == 2);
}

TEST_CASE("a check that crashes is a failed check, and the next one runs") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent({"check-optimizer", "mutant", "--plugin", plugin("mutant_crashes_at_zero"),
                                         "--only", "zero_gradient_moves_nothing", "--only", "describes_itself"},
                                        folder.path());
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "crashed with signal 6"));
    CHECK(contains(outcome.out, "passed   describes_itself"));
}

TEST_CASE("check-optimizer without a name, or with an unknown one, says so") {
    const TemporaryFolder folder;
    for (const std::string arguments :
         {"check-optimizer", "check-optimizer adan", "check-optimizer adam --only sped"}) {
        const Outcome outcome = run_descent(words(arguments), folder.path());
        CAPTURE(arguments, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.error_lines() == 1);
        CHECK(outcome.out.empty());
    }
}
