// Who wrote a file of metrics, when and where; what did not end the run; and that two runs do not share one.

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
        run_descent(words(train + "--epochs 70 --checkpoint c --checkpoint-every 1 --quiet"), folder.path());
    CHECK(outcome.status == 1);
    const auto lines = metrics_of(folder);
    CHECK(count(lines, "notice") == 70);
    CHECK(count(lines, "epoch") == 70);
    CHECK(count(lines, "done") == 1);
    CHECK(outcome.error_lines() == 23);  // 20, the 32nd, the 64th, and that no checkpoint could be written
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
