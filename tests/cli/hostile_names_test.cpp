// Names of columns, classes, categories, files, settings and optimizers that would command a terminal reach neither the
// terminal nor a file as they are.

#include <algorithm>
#include <filesystem>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent::test;

namespace fs = std::filesystem;

namespace {

const std::string red = "\x1b[31m";
const std::string turned = "\u202e";  // what follows is shown from right to left

bool is_harmless(const std::string& text) {
    const auto commands = [](char letter) {
        return (static_cast<unsigned char>(letter) < ' ' && letter != '\n' && letter != '\t') || letter == '\x7f';
    };
    return std::ranges::none_of(text, commands) && text.find(turned) == std::string::npos;
}

/// A table whose columns, categories and classes are named so.
std::string table() {
    std::string text = "a" + red + "x,b" + turned + "q,kind" + red + "\n";
    for (int i = 0; i < 60; ++i) {
        text += std::to_string(i % 7) + "," + (i % 3 == 0 ? "q" : "p" + red) + "," +
                (i % 2 == 0 ? turned + "B" : "cl" + red + "A") + "\n";
    }
    return text;
}

struct Hostile {
    TemporaryFolder folder;
    std::string data = "n" + red + ".csv", target = "kind" + red, model = "m" + red;

    Hostile() { folder.write(data, table()); }

    void says_nothing_raw(const std::vector<std::string>& arguments, int status) const {
        const Outcome outcome = run_descent(arguments, folder.path());
        CAPTURE(arguments, outcome.err);
        CHECK(outcome.status == status);
        CHECK(is_harmless(outcome.out));
        CHECK(is_harmless(outcome.err));
    }
    void has_nothing_raw(const std::string& file) const {
        CAPTURE(file);
        CHECK(is_harmless(folder.read(file)));
    }
    std::vector<std::string> command(const std::string& name, const std::vector<std::string>& more) const {
        std::vector<std::string> all = {name, "--data", data};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
};

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

}  // namespace

TEST_CASE("names that would command a terminal are harmless in all that the program prints and writes") {
    const Hostile given;
    given.says_nothing_raw(
        given.command("train", {"--target", given.target, "--epochs", "2", "--validation", "0.2", "--out", given.model,
                                "--metrics", "m" + red + ".jsonl", "--checkpoint", "c" + red}),
        0);
    given.has_nothing_raw("m" + red + ".jsonl");
    for (const char* name : {"evaluate", "predict"}) {
        given.says_nothing_raw(given.command(name, {"--model", given.model}), 0);
    }
    given.says_nothing_raw(given.command("evaluate", {"--model", given.model, "--json"}), 0);
    given.says_nothing_raw(given.command("predict", {"--model", given.model, "--out", "p.csv", "--unknown", "zero"}),
                           0);
    given.has_nothing_raw("p.csv");
    given.says_nothing_raw(
        given.command("compare", {"--target", given.target, "--seeds", "2", "--epochs", "2", "--budget", "2",
                                  "--optimizers", "adam,gd", "--out", "s", "--report", "s.html"}),
        0);
    for (const auto& file : fs::directory_iterator(given.folder.path("s"))) {
        given.has_nothing_raw("s/" + file.path().filename().string());
    }
    given.has_nothing_raw("s.html");
}

TEST_CASE("a mistake in a name that would command a terminal is told without its command") {
    const Hostile given;
    for (const char* option :
         {"--columns",       "--target", "--group-by",   "--weights",  "--optimizer",        "--set",
          "--plugin",        "--group",  "--config",     "--schedule", "--validation",       "--from",
          "--class-weights", "--hidden", "--activation", "--loss",     "--checkpoint-every", "--init",
          "--test-data",     "--out",    "--task"}) {
        const Outcome outcome =
            run_descent(given.command("train", {option, "no" + red + turned + "/x"}), given.folder.path());
        CAPTURE(option, outcome.err);
        CHECK(outcome.status > 0);
        CHECK(outcome.error_lines() >= 1);
        CHECK(is_harmless(outcome.err));
    }
    for (const char* name : {"optimizers", "check-optimizer", "new-optimizer", "help", "no", "--no"}) {
        given.says_nothing_raw({name, red}, 2);
        given.says_nothing_raw({name + red}, 2);
    }
    given.folder.write("c.ini", "ep" + red + "ochs = " + turned + "\n");
    given.says_nothing_raw(given.command("train", {"--config", "c.ini"}), 2);
    given.says_nothing_raw({"info", "--folder", red}, 1);
}

TEST_CASE("the file of a plugin whose folder would command a terminal is told without its command") {
    const Hostile given;
    const std::string file = "f" + red + ".so";
    fs::copy_file(fs::path(DESCENT_BINARY_DIR) / "tests/update/plugins/mutant_good.so", given.folder.path(file));
    given.says_nothing_raw({"optimizers", "mutant", "--plugin", "./" + file}, 0);
    given.says_nothing_raw({"optimizers", "mutant", "--plugin", "./" + file, "--json"}, 0);
}

TEST_CASE("a study whose log has names that would command a terminal is reported without them") {
    const TemporaryFolder folder;
    REQUIRE(run_descent(
                words("compare --function beale --seeds 2 --epochs 2 --budget 2 --optimizers adam,gd --quiet --out s"),
                folder.path())
                .status == 0);
    for (const char* file : {"s/trials.jsonl", "s/times.jsonl", "s/trajectories.jsonl"}) {
        std::string text = folder.read(file);
        for (const char* name : {"adam", "gd", "beale"}) {
            replace_all(text, '"' + std::string(name) + '"', '"' + std::string(name) + "\\u001b[31m\\u202e\"");
        }
        replace_all(text, "\"learning_rate\"", "\"lear\\u001b[1mning\"");
        folder.write(file, text);
    }
    const Outcome outcome = run_descent(words("compare --out s --report-only --report s.html"), folder.path());
    CAPTURE(outcome.out, outcome.err);
    CHECK(outcome.status == 0);
    CHECK(outcome.out.find("adam\\x1b[31m") != std::string::npos);
    CHECK(outcome.out.find("warning: ") != std::string::npos);
    CHECK(is_harmless(outcome.out));
    CHECK(is_harmless(outcome.err));
    for (const char* file : {"s/summary.csv", "s/summary.tex", "s/summary.json", "s.html"})
        CHECK(is_harmless(folder.read(file)));
}
