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
