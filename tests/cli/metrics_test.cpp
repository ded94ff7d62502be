// The file of metrics ends with a `done` line whatever ended the run, and what cannot be right is refused before it.

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "storage/append_log.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

JsonReader last_line(const TemporaryFolder& folder) {
    const std::string text = folder.read("m.jsonl");
    return JsonReader(parse_json(storage::whole_lines(text).back(), "m.jsonl"), "m.jsonl");
}

/// Trained on a, b with classes p and q; the test data differ.
Outcome trained_with_test_data(const TemporaryFolder& folder, const std::string& test) {
    folder.write("train.csv", "a,b,y\n0,1,p\n1,0,q\n0,2,p\n2,0,q\n");
    folder.write("test.csv", test);
    return run_descent(words("train --data train.csv --target y --hidden 4 --epochs 200000000 --test-data test.csv "
                             "--out m.safetensors --metrics m.jsonl"),
                       folder.path());
}

}  // namespace

TEST_CASE("test data with other columns, other classes or another kind of target is refused before the first step") {
    const std::pair<const char*, const char*> wrong[] = {
        {"a,c,y\n1,0,p\n0,1,q\n", "test.csv: line 1: found no column 'b', expected an input of this name"},
        {"a,y\n1,p\n0,q\n", "test.csv"},
        {"a,b,y\n1,0,p\n0,1,r\n", "test.csv"},
        {"a,b,y\n1,0,1.5\n0,1,2.5\n", "test.csv"},
        {"a,b,z\n1,0,p\n0,1,q\n", "test.csv"},
    };
    for (const auto& [test, says] : wrong) {
        const TemporaryFolder folder;
        const Outcome outcome = trained_with_test_data(folder, test);
        CAPTURE(test, outcome.err);
        CHECK(outcome.status == 1);
        CHECK(outcome.error_lines() == 1);
        CHECK(contains(outcome.err, says));
        CHECK(folder.files() == 2);
    }
}

TEST_CASE("data that is refused leaves no metrics, and those of an earlier run as they are") {
    const TemporaryFolder folder;
    folder.write("train.csv", "a,y\n0,p\nsea,q\n1,p\n2,q\n");
    folder.write("m.jsonl", "");
    const std::string line = "train --data missing.csv --target y --epochs 1 --metrics ";
    CHECK(run_descent(words(line + "new.jsonl"), folder.path()).status == 1);
    CHECK(folder.files() == 2);
    folder.write("good.csv", flowers());
    REQUIRE(
        run_descent(words("train --data good.csv --target species --epochs 1 --quiet --metrics m.jsonl"), folder.path())
            .status == 0);
    const std::string before = folder.read("m.jsonl");
    CHECK(run_descent(words(line + "m.jsonl"), folder.path()).status == 1);
    CHECK(folder.read("m.jsonl") == before);
}

TEST_CASE("a run that diverged ends its metrics with that, and with no figures") {
    const TemporaryFolder folder;
    folder.write("plane.csv", plane());
    const Outcome outcome =
        run_descent(words("train --data plane.csv --target y --hidden none --optimizer gd --scaling "
                          "none --set learning_rate=100 --epochs 999 --validation 0.2 --quiet "
                          "--test-data plane.csv --metrics m.jsonl"),
                    folder.path());
    CHECK(outcome.status == 1);
    const JsonReader done = last_line(folder);
    CHECK(done.text("event") == "done");
    CHECK(done.text("reason") == "diverged");
    CHECK_FALSE(done.has("test_loss"));
}

TEST_CASE("a model that cannot be written ends the metrics with what happened") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const Outcome outcome = run_descent(words("train --data flowers.csv --target species --hidden 2000 --epochs 1 "
                                              "--out m.safetensors --metrics m.jsonl --quiet"),
                                        folder.path(), {}, {.file_size = 10000});
    CHECK(outcome.status == 1);
    const JsonReader done = last_line(folder);
    CHECK(done.text("event") == "done");
    CHECK(done.text("reason") == "failed");
    CHECK(done.text("message") == "m.safetensors: cannot write: File too large");
}

TEST_CASE("a result that nobody reads, or that cannot be shown, leaves metrics that say how the run ended") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    for (const std::string run : {"train --data flowers.csv --target species --test-data flowers.csv --epochs 1 ",
                                  "train --function rosenbrock --epochs 1 "}) {
        Program program(words(run + "--metrics m.jsonl --quiet"), folder.path(), {}, {.output = "/dev/full"});
        CHECK(program.wait().status == 1);
        CHECK(last_line(folder).text("reason") == "finished");
        Program unread(words(run + "--metrics m.jsonl --quiet"), folder.path());
        unread.close_output();
        CHECK(unread.wait().status == 0);
        CHECK(last_line(folder).text("reason") == "finished");
    }
}
