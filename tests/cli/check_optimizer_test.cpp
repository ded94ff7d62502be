// The conformance kit on the command line.

#include <sched.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent::test;

namespace {

std::string plugin(const std::string& name) {
    return std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/" + name + ".so";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// There the program does not see how threads begin.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool threads_have_no_names = true;
#else
constexpr bool threads_have_no_names = false;
#endif

/// "17 23 ", as the system lists them.
std::string children_of(pid_t process) {
    const std::string name = std::to_string(process);
    std::ifstream list("/proc/" + name + "/task/" + name + "/children");
    return {std::istreambuf_iterator<char>(list), {}};
}

/// A process that has ended but that nobody has waited for is none any more.
bool runs(const std::string& process) {
    std::ifstream stat("/proc/" + process + "/stat");
    std::string number, name, state;
    return (stat >> number >> name >> state) && state != "Z";
}

}  // namespace

TEST_CASE("check-optimizer lists its checks, each with its sentence") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent(words("check-optimizer --list"), folder.path());
    CHECK(outcome.status == 0);
    CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') >= 20);
    CHECK(contains(outcome.out, "same_bits_for_any_split: A step gives the same bits"));
    CHECK(outcome.out.ends_with("\nEach runs in a process of its own, for 120 seconds at most.\n"));
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
    CHECK(contains(outcome.out, "a gradient that is not a number left layers.0.weight, row "));
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

TEST_CASE("the state of tensors is described as that of parameters is") {
    const TemporaryFolder folder;
    const std::vector<std::string> command = {"optimizers", "smooth_lars", "--plugin", plugin("smooth_lars")};
    CHECK(
        contains(run_descent(command, folder.path()).out, "\n  ratio: r: moving average of the ratio, one a tensor\n"));
}

TEST_CASE("one INT or TERM ends check-optimizer in the middle of a check, and leaves no child") {
    for (const int signal : {SIGINT, SIGTERM}) {
        const TemporaryFolder folder;
        Program program({"check-optimizer", "broken", "--plugin", plugin("plugin_hangs_in_update")}, folder.path());
        std::string child;
        while (child.empty() || !contains(child, " ")) child = children_of(program.process());
        child.resize(child.find(' '));
        program.send(signal);
        CHECK(program.wait().status == 128 + signal);
        while (runs(child)) sched_yield();
    }
}

TEST_CASE("a reason that several checks give is said once") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent({"check-optimizer", "broken", "--plugin", plugin("plugin_refuses_settings"),
                                         "--only", "same_bits_in_every_run", "--only", "two_runs_do_not_meet"},
                                        folder.path());
    CHECK(outcome.status == 1);
    const std::size_t first = outcome.out.find("these settings do not go together");
    REQUIRE(first != std::string::npos);
    CHECK(outcome.out.find("these settings do not go together", first + 1) == std::string::npos);
    CHECK(contains(outcome.out, "\n         as same_bits_in_every_run\n"));
}

TEST_CASE("a trajectory that the rule cannot follow is status 1, never a check that was left out") {
    const TemporaryFolder folder;
    folder.write("t.json", R"({"shape": [1, 1], "start": [1, 2], "gradients": [[1, 1]], "weights": {"1": [1, 2]}})");
    const Outcome outcome =
        run_descent(words("check-optimizer lbfgs --trajectory t.json --only agrees_with_trajectory"), folder.path());
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "t.json: gradients: "));
    CHECK(run_descent(words("check-optimizer gd --trajectory t.json --skip agrees_with_trajectory"), folder.path())
              .status == 2);
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

TEST_CASE("a check that is left out is neither run nor listed, and --only names all that are run") {
    const TemporaryFolder folder;
    const Outcome all = run_descent(words("check-optimizer --list"), folder.path());
    const Outcome most = run_descent(words("check-optimizer --list --skip speed"), folder.path());
    REQUIRE(contains(all.out, "\nspeed: "));
    CHECK(most.status == 0);
    CHECK_FALSE(contains(most.out, "\nspeed: "));
    CHECK(std::ranges::count(most.out, '\n') + 1 == std::ranges::count(all.out, '\n'));
    for (const std::string given : {"--skip sped", "--skip speed --only speed"}) {
        const Outcome outcome = run_descent(words("check-optimizer adam " + given), folder.path());
        CAPTURE(given, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.error_lines() == 1);
        CHECK(contains(outcome.err, "--skip"));
    }
}

TEST_CASE("check-optimizer without a name, or with an unknown one, says so") {
    const TemporaryFolder folder;
    for (const std::string arguments : {"check-optimizer", "check-optimizer adm", "check-optimizer adam --only sped"}) {
        const Outcome outcome = run_descent(words(arguments), folder.path());
        CAPTURE(arguments, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.error_lines() == 1);
        CHECK(outcome.out.empty());
    }
}

TEST_CASE("a plugin that calls exit(0) ends every command with status 1 and one line that names it") {
    const TemporaryFolder folder;
    const std::string commands[] = {"train --function beale --optimizer broken --epochs 1 --quiet --metrics m.jsonl",
                                    "compare --function beale --optimizers broken --seeds 1 --quiet --out study_of_",
                                    "check-optimizer broken --only zero_gradient_moves_nothing"};
    for (const std::string name : {"exits_when_loaded", "exits_in_begin_step", "exits_in_update",
                                   "exits_quickly_in_update", "exits_on_its_own_thread"}) {
        const std::string file = plugin("plugin_" + name);
        for (const std::string& command : commands) {
            std::vector<std::string> arguments = words(command.ends_with('_') ? command + name : command);
            arguments.insert(arguments.end(), {"--plugin", file});
            const Outcome outcome = run_descent(arguments, folder.path());
            CAPTURE(name, command, outcome.out, outcome.err);
            const bool unnamed = name == "exits_on_its_own_thread" && threads_have_no_names;
            const std::string who = unnamed ? "a thread of a plugin or library" : file;
            const std::string called = name == "exits_quickly_in_update" ? ": called quick_exit()" : ": called exit()";
            CHECK(outcome.status == 1);
            if (name != "exits_when_loaded" && command.starts_with("check-optimizer")) {
                CHECK(contains(outcome.out, who + called + "\n"));
                continue;
            }
            CHECK(outcome.error_lines() == 1);
            CHECK(contains(outcome.err, who + called));
            if (name == "exits_in_update" && command.starts_with("train")) {
                CHECK(contains(folder.read("m.jsonl"), "\n{\"event\":\"done\",\"reason\":\"failed\",\"message\":\""));
                CHECK(
                    folder.read("m.jsonl").ends_with("called exit(), which ends the program; a plugin returns a status "
                                                     "instead\"}\n"));
            }
        }
    }
}

// The runtimes of sanitizers have an _exit() of their own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

TEST_CASE("a plugin that calls _exit(0) ends the program with status 1 and one line that names it") {
    const TemporaryFolder folder;
    const std::string file = plugin("plugin_leaves_in_update");
    const Outcome train = run_descent(
        words("train --function beale --optimizer broken --quiet --metrics m.jsonl --plugin " + file), folder.path());
    CHECK(train.status == 1);
    CHECK(train.error_lines() == 1);
    CHECK(contains(train.err, file + ": called _exit(), which ends the program"));
    CHECK(contains(folder.read("m.jsonl"), "\n{\"event\":\"done\",\"reason\":\"failed\",\"message\":\""));
    const Outcome check =
        run_descent(words("check-optimizer broken --only zero_gradient_moves_nothing --plugin " + file), folder.path());
    CHECK(check.status == 1);
    CHECK(contains(check.out, file + ": its check ended the process with status 0"));
}

TEST_CASE("a plugin that ends a thread of the host's by pthread_exit() ends the program with a line that names it") {
    const TemporaryFolder folder;
    const std::string file = plugin("plugin_ends_its_thread_in_update");
    const Outcome train =
        run_descent(words("train --function beale --optimizer broken --quiet --plugin " + file), folder.path());
    CHECK(train.status == 1);
    CHECK(train.error_lines() == 1);
    CHECK(contains(train.err, file + ": called pthread_exit(), which ends the program"));
    const Outcome check =
        run_descent(words("check-optimizer broken --only zero_gradient_moves_nothing --plugin " + file), folder.path());
    CHECK(check.status == 1);
    CHECK(contains(check.out, file + ": its check ended the process with status 1"));
}

#endif

TEST_CASE("a thread of a plugin's own may have a mode of its own and end itself") {
    const TemporaryFolder folder;
    const std::string file = plugin("plugin_uses_its_own_thread");
    const Outcome train = run_descent(
        words("train --function beale --optimizer broken --max-steps 1 --quiet --plugin " + file), folder.path());
    CAPTURE(train.err);
    CHECK(train.status == 0);
    CHECK(train.err.empty());
    const Outcome check =
        run_descent(words("check-optimizer broken --only leaves_the_process_alone --plugin " + file), folder.path());
    CAPTURE(check.out);
    CHECK(check.status == 0);
}

TEST_CASE("a process that a plugin forks and that ends says nothing and changes no status") {
    const TemporaryFolder folder;
    const std::string file = plugin("plugin_forks_in_update");
    const Outcome train = run_descent(
        words("train --function beale --optimizer broken --max-steps 1 --quiet --plugin " + file), folder.path());
    CHECK(train.status == 0);
    CHECK(train.err.empty());
    const Outcome check =
        run_descent(words("check-optimizer broken --only zero_gradient_moves_nothing --plugin " + file), folder.path());
    CHECK(check.status == 0);
    CHECK(contains(check.out, "passed   zero_gradient_moves_nothing"));
}

TEST_CASE("a plugin that ignores INT from its loading on leaves it to the program") {
    const TemporaryFolder folder;
    const std::string file = plugin("plugin_ignores_interrupts_when_loaded");
    Program program(words("check-optimizer broken --only zero_gradient_moves_nothing --plugin " + file), folder.path());
    while (children_of(program.process()).empty()) sched_yield();
    program.send(SIGINT);
    CHECK(program.wait().status == 128 + SIGINT);
}

TEST_CASE("a plugin that calls exit(0) when it is unloaded changes no exit status") {
    const TemporaryFolder folder;
    const std::string train = "train --function beale --optimizer broken --epochs 1 --quiet ";
    for (const auto& [command, status] : {std::pair(std::string("check-optimizer broken --only describes_itself"), 1),
                                          {train + "--lr 0.1", 2},
                                          {std::string("optimizers"), 0}}) {
        std::vector<std::string> arguments = words(command);
        arguments.insert(arguments.end(), {"--plugin", plugin("plugin_exits_when_unloaded")});
        const Outcome outcome = run_descent(arguments, folder.path());
        CAPTURE(command, outcome.out, outcome.err);
        CHECK(outcome.status == status);
    }
}
