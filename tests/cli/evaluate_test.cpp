#include <descent/model.h>

#include <algorithm>

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Classes k0, k1, ...; of every input the prediction is k7.
Model many_classes(std::uint32_t classes) {
    Model model{.network = {1, {{classes, Activation::softmax}}},
                .loss = Loss::cross_entropy,
                .scaling = {.shift = {0}, .scale = {1}}};
    for (std::uint32_t k = 0; k < classes; ++k) model.class_names.push_back("k" + std::to_string(k));
    model.target_names = {"y"};
    model.tensors = {{"layers.0.weight", {classes, 1}, std::vector<float>(classes, 0)},
                     {"layers.0.bias", {classes}, std::vector<float>(classes, 0)}};
    model.tensors[1].values[7] = 1;
    return model;
}

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

TEST_CASE("evaluate weighs classes as training did, and says so") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,y\n1,a\n2,a\n1,b\n2,b\n1,c\n2,c\n3,c\n");
    const auto run = [&](const std::string& line) { return run_descent(words(line), folder.path()); };
    const std::string train = "train --data t.csv --target y --hidden none --epochs 3 --out m.safetensors ";
    REQUIRE(run(train + "--class-weights 1,0.5,4 --metrics m.jsonl").status == 0);
    const std::string log = folder.read("m.jsonl");
    const std::string done = log.substr(log.rfind('\n', log.size() - 2) + 1);
    const JsonReader trained(parse_json(done, "m.jsonl"), "m.jsonl");
    const Outcome outcome = run("evaluate --model m.safetensors --data t.csv --json");
    const JsonReader evaluated(parse_json(outcome.out, "output"), "output");
    CHECK(evaluated.number("loss") == trained.number("training_loss"));
    CHECK(evaluated.object("weighted").number("accuracy") == trained.number("training_weighted_accuracy"));
    CHECK(contains(outcome.err, "classes are weighted as in training: a 1, b 0.5, c 4"));
    REQUIRE(run(train).status == 0);
    CHECK_FALSE(contains(run("evaluate --model m.safetensors --data t.csv").err, "weighted"));
}

TEST_CASE("test data without the column of weights is measured without them, and with it by weight") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,w,y\n1,1,a\n2,3,a\n1,1,b\n2,3,b\n3,2,a\n4,2,b\n");
    folder.write("plain.csv", "x,y\n1,a\n2,b\n");
    const auto run = [&](const std::string& line) { return run_descent(words(line), folder.path()); };
    const std::string train = "train --data t.csv --target y --hidden none --weights w --epochs 2 ";
    const Outcome trained = run(train + "--test-data plain.csv --out m.safetensors");
    REQUIRE(trained.status == 0);
    CHECK(contains(trained.err, "plain.csv: patterns are not weighted, as they were in the training data by w"));
    const Outcome evaluated = run("evaluate --model m.safetensors --data t.csv");
    CHECK(contains(evaluated.err, "t.csv: patterns are weighted by w, as in the training data"));
    CHECK(contains(evaluated.out, "by weight"));
    CHECK_FALSE(contains(run("evaluate --model m.safetensors --data plain.csv").out, "by weight"));
    CHECK(run("train --from m.safetensors --data t.csv --epochs 1 --metrics n.jsonl").status == 0);
    CHECK(contains(folder.read("n.jsonl"), "\"weights\":\"w\""));
    CHECK_FALSE(contains(run("predict --model m.safetensors --data t.csv").err, "left out"));
}

TEST_CASE("a model that was trained with a border of huber is measured with it, and trained on with it") {
    const TemporaryFolder folder;
    folder.write("t.csv", "x,y\n0,1.5\n1,12\n2,23.5\n3,31\n4,80\n");
    const auto run = [&](const std::string& line) { return run_descent(words(line), folder.path()); };
    REQUIRE(
        run("train --data t.csv --target y --hidden none --loss huber --huber-delta 0.5 --epochs 2 --metrics m.jsonl "
            "--out m.safetensors")
            .status == 0);
    CHECK(contains(run("evaluate --model m.safetensors --data t.csv").out,
                   "loss (huber with delta 0.5 of scaled targets)"));
    REQUIRE(run("train --from m.safetensors --data t.csv --epochs 1 --metrics n.jsonl").status == 0);
    CHECK(contains(folder.read("n.jsonl"), "\"huber_delta\":0.5"));
}

TEST_CASE("evaluate shows the confusion of classes as a table") {
    const Flowers given;
    const Outcome table = given.run("evaluate --model m.safetensors --data more.csv");
    CHECK(contains(table.out, "accuracy  "));
    CHECK(contains(table.out, "0 lily, white"));
}

TEST_CASE("the mean squared error is that of everybody, not the half that is minimised") {
    const TemporaryFolder folder;
    folder.write("one.csv", "x,y\n0,3\n0,3\n");
    folder.write("two.csv", "x,y,z\n0,3,0\n0,3,0\n");
    folder.write("train_one.csv", "x,y\n0,3\n0,2\n");  // targets that vary
    folder.write("train_two.csv", "x,y,z\n0,3,0\n0,2,0\n");
    const std::pair<const char*, double> expected[] = {{"one", 9}, {"two", 4.5}};  // predictions are 0
    for (const auto& [name, mean_squared_error] : expected) {
        const std::string data = std::string(" --data ") + name + ".csv";
        const std::string targets = std::string(name) == "one" ? "y" : "y,z";
        REQUIRE(run_descent(words("train --hidden none --group *:rate=0 --target-scaling none --epochs 1 --quiet "
                                  "--task regression --out m.safetensors --force --target " +
                                  targets + " --data train_" + name + ".csv"),
                            folder.path())
                    .status == 0);
        const Outcome json = run_descent(words("evaluate --model m.safetensors --json" + data), folder.path());
        const JsonReader evaluation(parse_json(json.out, "output"), "output");
        CHECK(evaluation.number("mean_squared_error") == mean_squared_error);
        CHECK(evaluation.number("loss") == 4.5);
        CHECK(evaluation.text("cost") == "half squared error");
        CHECK(evaluation.json()["r2"].is_null());  // the targets never vary
        const Outcome table = run_descent(words("evaluate --model m.safetensors" + data), folder.path());
        CHECK(contains(table.out, "loss (half squared error)      4.5\n") == (targets == "y,z"));
        CHECK(contains(table.out, "\nmean squared error  "));
        CHECK(contains(table.out, "\ntarget  mean squared error") == (targets == "y,z"));
    }
}

TEST_CASE("outputs that are no numbers are said, counted as wrong, and predicted as no class") {
    const TemporaryFolder folder;
    folder.write("near.csv", "x,y\n0,a\n1,b\n0,a\n1,b\n");
    folder.write("far.csv", "x,y\n3e38,a\n1,b\n");  // times a weight above 1: infinite
    REQUIRE(run_descent(words("train --data near.csv --target y --hidden none --scaling none --epochs 200 --set "
                              "learning_rate=0.1 --quiet --out m.safetensors"),
                        folder.path())
                .status == 0);
    const Outcome json = run_descent(words("evaluate --model m.safetensors --data far.csv --json"), folder.path());
    CHECK(json.status == 0);
    CHECK(json.err.starts_with("1 of 2 patterns have outputs of NaN and count as wrong"));
    const JsonReader evaluation(parse_json(json.out, "output"), "output");
    CHECK(evaluation.number("accuracy") == 0.5);
    CHECK(evaluation.json()["loss"].is_null());
    CHECK(evaluation.texts("classes") == std::vector<std::string>{"a", "b", "NaN"});
    const Outcome predicted = run_descent(words("predict --model m.safetensors --data far.csv"), folder.path());
    CHECK(contains(predicted.out, "\nnan,nan,\n"));
}

TEST_CASE("a model is measured on one pattern, and on data of one class") {
    const Flowers given;
    given.folder.write("one.csv", "x,y,z,species\n0.5,0.5,0.5,rose\n");
    given.folder.write("roses.csv", "x,y,z,species\n0.5,0.5,0.5,rose\n0.1,0.2,0.3,rose\n");
    for (const char* name : {"one.csv", "roses.csv"}) {
        const Outcome json = given.run(std::string("evaluate --model m.safetensors --json --data ") + name);
        const JsonReader evaluation(parse_json(json.out, "output"), "output");
        CHECK(evaluation.number("accuracy") == 1);
        CHECK(evaluation.number("balanced_accuracy") == 1);
        CHECK(evaluation.texts("classes") == std::vector<std::string>{"rose"});
        CHECK(json.err.empty());  // whether a constant would do as well, such data cannot tell
    }
}

TEST_CASE("the figures of an evaluation are the same text for any number of threads") {
    const Flowers given;
    const std::string line = "evaluate --model m.safetensors --data more.csv --json --threads ";
    const std::string expected = given.run(line + "1").out;
    for (const char* threads : {"2", "3", "64"}) CHECK(given.run(line + threads).out == expected);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t most_addresses = 0;  // no limit: their shadow needs more than any machine has
#else
constexpr std::uint64_t most_addresses = std::uint64_t{256} << 20;
#endif

TEST_CASE("sixty thousand classes are evaluated in the memory of their names and outputs") {
    const TemporaryFolder folder;
    save(many_classes(60001), folder.path("m.safetensors"));
    folder.write("three.csv", "x,y\n0,k0\n1,k7\n1,k60000\n");
    const Outcome json = run_descent(words("evaluate --model m.safetensors --data three.csv --threads 2 --json"),
                                     folder.path(), {}, {.memory = most_addresses});
    INFO(json.err);
    REQUIRE(json.status == 0);
    const JsonReader evaluation(parse_json(json.out, "output"), "output");
    CHECK(evaluation.number("accuracy") == Approx(1.0 / 3));
    CHECK(evaluation.number("top_5_accuracy") == Approx(2.0 / 3));
    CHECK(evaluation.texts("classes") == std::vector<std::string>{"k0", "k7", "k60000"});
    CHECK(json.out.size() < 2000);
}

TEST_CASE("beyond thirty classes the pairs that occur stand in the place of the matrix") {
    const TemporaryFolder folder;
    save(many_classes(40), folder.path("m.safetensors"));
    std::string text = "x,y\n";
    for (int k = 0; k < 40; ++k) text += "0,k" + std::to_string(k) + "\n" + (k == 5 ? "0,k5\n" : "");
    folder.write("all.csv", text);
    const std::string line = "evaluate --model m.safetensors --data all.csv";
    const Outcome json = run_descent(words(line + " --json"), folder.path());
    const JsonReader evaluation(parse_json(json.out, "output"), "output");
    CHECK_FALSE(evaluation.has("confusion"));
    const Json& pairs = evaluation.array("confusion_pairs");
    REQUIRE(pairs.size() == 40);
    CHECK(pairs[5].get<std::vector<int>>() == std::vector<int>{5, 7, 2});  // all are taken for k7
    CHECK(evaluation.array("per_class").size() == 40);
    const Outcome table = run_descent(words(line), folder.path());
    CHECK(contains(table.out, "\nthe largest confusions of 40 classes\n"));
    CHECK(contains(table.out, "patterns\n5 k5             7 k7         2\n0 k0"));
    CHECK(std::count(table.out.begin(), table.out.end(), '\n') < 40);
}

TEST_CASE("top-k accuracy has the k that is asked for, and one that says nothing is refused before data is read") {
    const TemporaryFolder folder;
    save(many_classes(12), folder.path("m.safetensors"));
    folder.write("four.csv", "x,y\n0,k0\n1,k1\n1,k7\n1,k11\n");
    const std::string line = "evaluate --model m.safetensors --data ";
    const Outcome json = run_descent(words(line + "four.csv --json --top-k 3"), folder.path());
    INFO(json.err);
    const JsonReader evaluation(parse_json(json.out, "output"), "output");
    CHECK(evaluation.number("top_3_accuracy") == 0.75);  // k7, k0, k1
    CHECK_FALSE(evaluation.has("top_5_accuracy"));
    const Outcome table = run_descent(words(line + "four.csv --top-k 1"), folder.path());
    CHECK(contains(table.out, "\ntop-1 accuracy "));
    const Outcome all = run_descent(words(line + "none.csv --top-k 12"), folder.path());
    CHECK(all.status == 2);
    CHECK(contains(all.err, "--top-k: found 12, expected from 1 to 11: among all 12 classes the true one always is"));
    CHECK(run_descent(words(line + "four.csv --top-k 0"), folder.path()).status == 2);
}

TEST_CASE("the figures in the metrics of a run have the k that is asked for") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const auto run = [&](const std::string& more) {
        return run_descent(words("train --data flowers.csv --target species --epochs 1 " + more), folder.path());
    };
    REQUIRE(run("--metrics m.jsonl --top-k 2").status == 0);
    CHECK(contains(folder.read("m.jsonl"), "\"training_top_2_accuracy\":"));
    const Outcome none = run("--metrics n.jsonl --top-k 3");
    CHECK(none.status == 2);
    CHECK(contains(none.err, "--top-k: found 3, expected from 1 to 2"));
    CHECK(contains(run("--top-k 2").err, "--metrics"));
    folder.write("plane.csv", plane());
    const Outcome numbers =
        run_descent(words("train --data plane.csv --target y --metrics n.jsonl --top-k 2"), folder.path());
    CHECK(numbers.status == 2);
    CHECK(contains(numbers.err, "--top-k: is a figure of classes; the targets are numbers"));
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
