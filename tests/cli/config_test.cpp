// Options in a file.

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "storage/append_log.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

/// The "run" line of a training with that file and these arguments.
JsonReader run_line(const TemporaryFolder& folder, const std::string& config, const std::string& arguments = "") {
    folder.write("flowers.csv", flowers());
    folder.write("run.ini", config);
    const Outcome outcome =
        run_descent(words("train --config run.ini --metrics m.jsonl --quiet " + arguments), folder.path());
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    const std::string text = folder.read("m.jsonl");
    return JsonReader(parse_json(storage::whole_lines(text).front(), "m.jsonl"), "m.jsonl");
}

const std::string config =
    "# a run\n"
    "data = flowers.csv\n"
    "target = species\n"
    "epochs = 2\n"
    "optimizer = momentum\n"
    "set = learning_rate=0.25\n"
    "set = momentum=0.5\n"
    "no-shuffle = true\n";

}  // namespace

TEST_CASE("every option can stand in a file") {
    const TemporaryFolder folder;
    const JsonReader run = run_line(folder, config);
    CHECK(run.whole("epochs") == 2);
    CHECK(run.text("optimizer") == "momentum");
    CHECK(run.object("set").text("learning_rate") == "0.25");
    CHECK(run.object("set").text("momentum") == "0.5");
    CHECK_FALSE(run.flag("shuffle"));
}

TEST_CASE("the command line wins over the file, hyper-parameter by hyper-parameter") {
    const TemporaryFolder folder;
    const JsonReader run = run_line(folder, config, "--epochs 3 --set learning_rate=0.125");
    CHECK(run.whole("epochs") == 3);
    CHECK(run.object("set").text("learning_rate") == "0.125");
    CHECK(run.object("set").text("momentum") == "0.5");
}

TEST_CASE("a flag in a file can be off") {
    const TemporaryFolder folder;
    CHECK(run_line(folder, "data=flowers.csv\ntarget=species\nepochs=1\nno-shuffle = no\n").flag("shuffle"));
}

TEST_CASE("a file may begin with a byte order mark, end its lines as Windows does, and quote values") {
    const TemporaryFolder folder;
    const JsonReader run =
        run_line(folder,
                 "\xEF\xBB\xBF"
                 "data = \"flowers.csv\"  # a comment\r\ntarget = 'species'\r\n\r\nepochs = 2 # two\r\n");
    CHECK(run.whole("epochs") == 2);
    CHECK(run.text("data") == "flowers.csv");
}

TEST_CASE("a number sign between quotes begins no comment") {
    const TemporaryFolder folder;
    folder.write("a # b.csv", flowers());
    const JsonReader run = run_line(folder, "data = \"a # b.csv\"\ntarget = species\nepochs = 1\n");
    CHECK(run.text("data") == "a # b.csv");
}

TEST_CASE("a wrong line of a file is named by its number, with the status of a wrong command") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const auto refusal = [&](const std::string& config) {
        folder.write("run.ini", config);
        const Outcome outcome = run_descent(words("train --config run.ini"), folder.path());
        CHECK(outcome.status == 2);
        CHECK(outcome.error_lines() == 1);
        return outcome.err;
    };
    CHECK(refusal("data = flowers.csv\n\n# a comment\nepochs\n") ==
          "descent: run.ini: line 4: found 'epochs', expected name = value\n");
    CHECK(refusal("config = run.ini\n") == "descent: run.ini: line 1: --config: belongs to the command line\n");
    CHECK(refusal("help = true\n") == "descent: run.ini: line 1: --help: belongs to the command line\n");
    CHECK(refusal("= 3\n") == "descent: run.ini: line 1: found '= 3', expected name = value\n");
    CHECK(refusal("data = \"flowers.csv\n") == "descent: run.ini: line 1: the quote \" is not closed\n");
    CHECK(refusal("data = 'flowers.csv' x\n") ==
          "descent: run.ini: line 1: found 'x' after the closing quote, expected the end of the line\n");
    CHECK(refusal("\nepoch = 3\n") == "descent: run.ini: line 2: --epoch: is not known; did you mean --epochs?\n");
    CHECK(refusal("data = flowers.csv\ntarget = species\nepochs = many\n")
              .rfind("descent: run.ini: line 3: --epochs: found 'many'", 0) == 0);
    CHECK(refusal("epochs = 3\nepochs = 4\n") == "descent: run.ini: line 2: --epochs: is given twice\n");
    CHECK(refusal("out = \n").rfind("descent: run.ini: line 1: --out: is empty", 0) == 0);
    CHECK(refusal("quiet = maybe\n") == "descent: run.ini: line 1: --quiet: found 'maybe', expected true or false\n");
}

TEST_CASE("a file of options that is not there is a wrong command") {
    const TemporaryFolder folder;
    const Outcome outcome = run_descent(words("train --config none.ini"), folder.path());
    CHECK(outcome.status == 2);
    CHECK(outcome.err.rfind("descent: --config: none.ini: found no file of this name", 0) == 0);
}

TEST_CASE("a value of a file that is refused after all were read is told with its line") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    for (const char* line :
         {"optimizer = nope", "set = lr=3", "hidden = 0", "activation = foo", "ignore = nocol", "group-by = species"}) {
        folder.write("c.ini", "data = flowers.csv\ntarget = species\n" + std::string(line) + "\n");
        const Outcome outcome = run_descent(words("train --config c.ini --epochs 1 --quiet"), folder.path());
        CAPTURE(line, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.error_lines() == 1);
        const std::string name = std::string(line).substr(0, std::string(line).find(' '));
        CHECK(outcome.err.starts_with("descent: c.ini: line 3: --" + name));
    }
}

TEST_CASE("a value of the command line that is refused is not told with the line that it replaces") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    folder.write("c.ini", "data = flowers.csv\ntarget = species\noptimizer = adam\nset = beta1=0.5\n");
    for (const char* given : {"--optimizer nope", "--set lr=3", "--set beta1=7"}) {
        const Outcome outcome = run_descent(words("train --config c.ini --quiet " + std::string(given)), folder.path());
        CAPTURE(given, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.err.starts_with("descent: --"));
    }
}
