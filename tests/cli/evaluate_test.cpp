#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A folder with a model of flowers, and other flowers.
struct Flowers {
    TemporaryFolder folder;

    Flowers() {
        folder.write("flowers.csv", flowers());
        folder.write("more.csv", flowers(2));
        run("train --data flowers.csv --target species --hidden 8 --set learning_rate=0.02 --epochs 60 --batch-size 16 "
            "--quiet --out m.safetensors");
    }

    Outcome run(const std::string& line) const {
        const Outcome outcome = run_descent(words(line), folder.path());
        INFO(outcome.err);
        REQUIRE(outcome.status == 0);
        return outcome;
    }
};

}  // namespace

TEST_CASE("evaluate measures a model of classes on other data, as JSON") {
    const Flowers given;
    const Outcome json = given.run("evaluate --model m.safetensors --data more.csv --json");
    const JsonReader evaluation(parse_json(json.out, "output"), "output");
    CHECK(evaluation.whole("patterns") == 150);
    CHECK(evaluation.number("accuracy") > 0.9);
    CHECK(evaluation.number("loss") > 0);
    CHECK(evaluation.texts("classes") == std::vector<std::string>{"lily, white", "rose", "tulip"});
    CHECK(evaluation.array("confusion").size() == 3);
}

TEST_CASE("evaluate shows the confusion of classes as a table") {
    const Flowers given;
    const Outcome table = given.run("evaluate --model m.safetensors --data more.csv");
    CHECK(contains(table.out, "accuracy  "));
    CHECK(contains(table.out, "0 lily, white"));
}

TEST_CASE("evaluate refuses to go without a model, and data of another width") {
    const TemporaryFolder folder;
    const Outcome none = run_descent({"evaluate", "--data", "flowers.csv"}, folder.path());
    CHECK(none.status == 2);
    CHECK(contains(none.err, "--model: is missing"));
    const Flowers given;
    given.folder.write("plane.csv", plane());
    const Outcome other =
        run_descent(words("evaluate --model m.safetensors --data plane.csv --target y"), given.folder.path());
    CHECK(other.status == 1);
    CHECK(contains(other.err, "plane.csv"));
    CHECK(other.error_lines() == 1);
}
