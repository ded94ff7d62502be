// Who wrote a file of metrics, when and where; what did not end the run; and that two runs do not share one.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "storage/append_log.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

std::vector<JsonReader> metrics_of(const TemporaryFolder& folder) {
    std::vector<JsonReader> lines;
    const std::string text = folder.read("m.jsonl");
    for (const std::string_view line : storage::whole_lines(text)) {
        lines.emplace_back(parse_json(line, "m.jsonl"), "m.jsonl");
    }
    return lines;
}

std::ptrdiff_t count(const std::vector<JsonReader>& lines, const std::string& event) {
    return std::ranges::count_if(lines, [&](const JsonReader& line) { return line.text("event") == event; });
}

const std::string train = "train --data flowers.csv --target species --hidden 4 --metrics m.jsonl ";

}  // namespace

TEST_CASE("the metrics tell when, where and by which process a run was done, and its memory") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(run_descent(words(train + "--epochs 2"), folder.path()).status == 0);
    const auto lines = metrics_of(folder);
    CHECK_FALSE(lines.front().text("host").empty());
    CHECK(lines.front().whole("process") > 1);
    CHECK(lines.back().whole("memory") > 1 << 20);
    for (const JsonReader* line : {&lines.front(), &lines.back()}) {
        const std::string time = line->text("time");
        CHECK(time.size() == 20);
        CHECK(time > "2026-01-01T00:00:00Z");
        CHECK(time.back() == 'Z');
    }
}

TEST_CASE("what does not end a run is an event each time in the metrics, and bounded on the terminal") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    std::filesystem::create_directory(folder.path("c.next"));  // no checkpoint can be written
    const Outcome outcome =
        run_descent(words(train + "--epochs 70 --checkpoint c --checkpoint-every 1 --out m --quiet"), folder.path());
    CHECK(outcome.status == 1);
    CHECK_FALSE(folder.read("m").empty());
    const auto lines = metrics_of(folder);
    CHECK(count(lines, "notice") == 70);
    CHECK(count(lines, "epoch") == 70);
    CHECK(count(lines, "done") == 1);
    CHECK(outcome.error_lines() == 24);  // 20, the 32nd, the 64th, their number, and that there is no checkpoint
    CHECK_THAT(outcome.err, ContainsSubstring("(message 64 of this run; those between are in --metrics)"));
}

TEST_CASE("a second run with the metrics of a living one is refused, and the lines of the first stay") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    Program first(words(train + "--epochs 100000000"), folder.path());
    REQUIRE(first.wait_for_lines(3));
    const Outcome second = run_descent(words(train + "--epochs 1"), folder.path());
    CHECK(second.status == 1);
    CHECK(
        second.err.ends_with("descent: m.jsonl: another process writes it; wait for its end or choose another path\n"));
    first.send(SIGTERM);
    CHECK(first.wait().status == 143);
    const auto lines = metrics_of(folder);
    CHECK(lines.front().text("event") == "run");
    CHECK(lines.front().whole("epochs") == 100000000);
    CHECK(lines.back().text("reason") == "interrupted");
}

TEST_CASE("a pipe of metrics whose reader goes ends no run, and what is lost is counted") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    Program program(words("train --data flowers.csv --target species --hidden 4 --metrics pipe --metrics-every 1 "
                          "--epochs 1000 --quiet --out model"),
                    folder.path());
    ::close(::open(folder.path("pipe").c_str(), O_RDONLY));
    const Outcome outcome = program.wait();
    CHECK(outcome.status == 0);
    CHECK(outcome.err.starts_with("pipe: cannot write: Broken pipe; the run goes on\n"));
    CHECK(outcome.err.ends_with(" lines could not be written\n"));
    CHECK(outcome.error_lines() == 2);
    CHECK_FALSE(folder.read("model").empty());
}

namespace {

/// Lines of steps and epochs, without times and memory.
std::vector<std::string> figures_of(const TemporaryFolder& folder) {
    std::vector<std::string> lines;
    for (const JsonReader& line : metrics_of(folder)) {
        if (line.text("event") != "step" && line.text("event") != "epoch") continue;
        Json figures = line.json();
        for (const char* name : {"seconds", "patterns_per_second", "time", "memory"}) figures.erase(name);
        lines.push_back(to_json_line(figures));
    }
    return lines;
}

std::string with_threads(int threads) { return "--threads " + std::to_string(threads) + " "; }

}  // namespace

TEST_CASE("steps have lines as often as is asked for, with norms, for any number of threads") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    std::vector<std::vector<std::string>> runs;
    for (const int threads : {1, 2}) {
        const std::string options = "--epochs 3 --batch-size 8 --metrics-every 2 --max-steps 20 --out model --force ";
        REQUIRE(run_descent(words(train + options + with_threads(threads)), folder.path()).status == 0);
        runs.push_back(figures_of(folder));
        const auto lines = metrics_of(folder);
        CHECK(count(lines, "step") == 10);
        for (const JsonReader& line : lines) {
            if (line.text("event") != "step" && line.text("event") != "epoch") continue;
            CHECK(line.number("gradient_norm") > 0);
            CHECK(line.number("weight_norm") > 0);
        }
    }
    CHECK(runs[0] == runs[1]);
    const std::string measured = folder.read("model");
    REQUIRE(run_descent(words("train --data flowers.csv --target species --hidden 4 --epochs 3 --batch-size 8 "
                              "--max-steps 20 --out model --force"),
                        folder.path())
                .status == 0);
    CHECK(folder.read("model") == measured);
}

TEST_CASE("norms change no bits, in single patterns, batches, and where the whole gradient is needed") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    for (const std::string options : {"--batch-size 1", "--batch-size full", "--clip-norm 0.1", "--max-norm 1",
                                      "--group *.0.*:frozen", "--optimizer lbfgs --batch-size full"}) {
        INFO(options);
        const std::string run =
            "train --data flowers.csv --target species --hidden 4 --epochs 2 --force --out m " + options;
        REQUIRE(run_descent(words(run), folder.path()).status == 0);
        const std::string model = folder.read("m");
        REQUIRE(run_descent(words(run + " --metrics m.jsonl --metrics-every 1"), folder.path()).status == 0);
        CHECK(folder.read("m") == model);
        CHECK(metrics_of(folder)[1].number("gradient_norm") > 0);
    }
}

TEST_CASE("lines of steps need a file of metrics, and a number above 0") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    CHECK(run_descent(words("train --data flowers.csv --target species --metrics-every 5"), folder.path()).status == 2);
    CHECK(run_descent(words(train + "--metrics-every 0"), folder.path()).status == 2);
}

TEST_CASE("a run that resumes keeps its id, its lines of steps and its notices, each once") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const std::string run = train + "--batch-size 8 --metrics-every 3 --checkpoint c --resume ";
    REQUIRE(run_descent(words(run + "--epochs 5"), folder.path()).status == 0);
    const auto whole = figures_of(folder);
    const std::string first_id = metrics_of(folder).front().text("run_id");
    CHECK(first_id.size() == 16);
    for (const char* file : {"c", "c.history", "c.previous", "m.jsonl"}) std::filesystem::remove(folder.path(file));

    REQUIRE(run_descent(words(run + "--epochs 2"), folder.path()).status == 0);
    const std::string id = metrics_of(folder).front().text("run_id");
    CHECK(id != first_id);
    std::filesystem::create_directory(folder.path("c.next"));  // each checkpoint fails, and is a notice
    REQUIRE(run_descent(words(run + "--epochs 3"), folder.path()).status == 0);
    std::filesystem::remove(folder.path("c.next"));
    CHECK(count(metrics_of(folder), "notice") == 1);
    REQUIRE(run_descent(words(run + "--epochs 5"), folder.path()).status == 0);
    CHECK(metrics_of(folder).front().text("run_id") == id);
    CHECK(figures_of(folder) == whole);
    CHECK(count(metrics_of(folder), "notice") == 0);  // it belonged to steps that were done again

    std::filesystem::remove(folder.path("m.jsonl"));
    const Outcome lost = run_descent(words(run + "--epochs 6"), folder.path());
    CHECK_THAT(lost.err, ContainsSubstring("m.jsonl: found 0 lines of steps until step"));
    CHECK(count(metrics_of(folder), "notice") == 1);
}
