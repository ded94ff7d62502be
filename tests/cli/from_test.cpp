// Training that goes on: from the weights of a model, or for more epochs.

#include <descent/model.h>

#include <filesystem>

#include "base/json.h"
#include "cli/in_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct Work : InFolder {
    Work() {
        folder.write("day1.csv", "x,y\n0,a\n1,b\n0,a\n1,b\n");
        folder.write("day2.csv", "x,y\n0.1,a\n0.9,b\n0.2,a\n0.8,b\n");
    }

    Model model(const std::string& name) const { return load(folder.path(name)); }
};

const std::string day1 = "train --data day1.csv --target y --hidden 4 --quiet ";

}  // namespace

TEST_CASE("a refused resumption names --from, which trains on new data from the weights that there are") {
    const Work work;
    REQUIRE(work.run(day1 + "--epochs 5 --checkpoint r.ckpt --out m.safetensors").status == 0);
    const Outcome refused = work.run(
        "train --data day2.csv --target y --hidden 4 --epochs 10 --checkpoint r.ckpt --resume --out m.safetensors");
    CHECK(refused.status == 1);
    CHECK(contains(refused.err, "--from MODEL begins a new run with the weights of a model"));
    const Outcome gone_on = work.run("train --data day2.csv --from m.safetensors --epochs 10 --out n.safetensors");
    INFO(gone_on.err);
    REQUIRE(gone_on.status == 0);
    CHECK(work.model("n.safetensors").target_names == std::vector<std::string>{"y"});
    CHECK(work.model("n.safetensors").class_names == std::vector<std::string>{"a", "b"});
    CHECK(work.run("evaluate --model n.safetensors --data day2.csv").status == 0);
}

TEST_CASE("a model that is trained on with a rate of nothing stays as it is, scaling and all") {
    const Work work;
    REQUIRE(work.run(day1 + "--epochs 5 --scaling standardise --out m.safetensors").status == 0);
    const std::string still =
        "train --data day2.csv --target y --from m.safetensors --epochs 3 --quiet --group *:frozen";
    CHECK(contains(work.run(still + " --out n.safetensors").err, "all layers are frozen"));
    const Outcome outcome = run_descent({"train", "--data", "day2.csv", "--from", "m.safetensors", "--epochs", "3",
                                         "--quiet", "--group", "*: rate=0", "--out", "n.safetensors"},
                                        work.folder.path());
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(work.folder.read("m.safetensors") == work.folder.read("n.safetensors"));
}

TEST_CASE("options that contradict the model are refused, and those that agree are taken") {
    const Work work;
    REQUIRE(work.run(day1 + "--activation relu --epochs 2 --out m.safetensors").status == 0);
    const auto refusal = [&](const std::string& options) {
        const Outcome outcome = work.run("train --data day2.csv --from m.safetensors --epochs 1 --quiet " + options);
        CHECK(outcome.status == (outcome.err.empty() ? 0 : 2));
        return outcome.err;
    };
    CHECK(refusal("") == "");
    CHECK(refusal("--hidden 4 --activation relu --output-activation softmax") == "");
    CHECK(contains(refusal("--hidden 8"),
                   "hidden: contradicts the model that the run begins with, which has 4; leave it out"));
    CHECK(contains(refusal("--hidden none"), "hidden: contradicts the model that the run begins with, which has 4"));
    CHECK(contains(refusal("--activation tanh"),
                   "activation: contradicts the model that the run begins with, which has relu"));
    CHECK(contains(refusal("--output-activation sigmoid"), "output-activation: contradicts the model"));
    CHECK(contains(refusal("--scaling none"), "scaling: has no meaning with --from"));
    CHECK(contains(refusal("--init he-normal"), "init: has no meaning with --from"));
    CHECK(contains(refusal("--out m.safetensors"), "'m.safetensors' is read by --from; name another file to write"));
    CHECK(work.run("train --function beale --from m.safetensors").status == 2);
    CHECK(work.run("train --data day2.csv --target y --from day1.csv").status == 1);
}

TEST_CASE("data that does not fit the model is refused before the first step") {
    const Work work;
    REQUIRE(work.run(day1 + "--epochs 2 --out m.safetensors").status == 0);
    work.folder.write("unknown.csv", "x,y\n0.1,a\n0.9,c\n");
    work.folder.write("numbers.csv", "x,y\n0.1,1.5\n0.9,2.5\n");
    for (const std::string file : {"unknown.csv", "numbers.csv"}) {
        const Outcome outcome = work.run("train --data " + file + " --from m.safetensors --out n.safetensors");
        CHECK(outcome.status == 1);
        CHECK(outcome.error_lines() == 1);
    }
    CHECK(!std::filesystem::exists(work.folder.path("n.safetensors")));
}

TEST_CASE("a run that begins with a model is resumed as any other") {
    const Work work;
    REQUIRE(work.run(day1 + "--epochs 2 --out m.safetensors").status == 0);
    const std::string continued = "train --data day2.csv --from m.safetensors --quiet --checkpoint c ";
    REQUIRE(work.run(continued + "--epochs 3").status == 0);
    REQUIRE(work.run(continued + "--epochs 6 --resume --out n.safetensors").status == 0);
    REQUIRE(work.run("train --data day2.csv --from m.safetensors --quiet --epochs 6 --out w.safetensors").status == 0);
    CHECK(work.folder.read("n.safetensors") == work.folder.read("w.safetensors"));
}

TEST_CASE("more epochs under a cosine are refused with both ways on, and each works") {
    const Work work;
    const std::string run = day1 + "--checkpoint c.ckpt --out m.safetensors ";
    REQUIRE(work.run(run + "--epochs 5 --schedule cosine:minimum=0.1").status == 0);
    const Outcome refused = work.run(run + "--epochs 10 --schedule cosine:minimum=0.1 --resume");
    CHECK(refused.status == 1);
    CHECK(contains(refused.err, "--schedule cosine:minimum=0.1,epochs=5 keeps those of the steps done"));
    CHECK(contains(refused.err, "--from MODEL"));
    CHECK(work.run(run + "--epochs 10 --schedule cosine:minimum=0.1,epochs=5 --resume").status == 0);
    CHECK(work.run("train --data day1.csv --from m.safetensors --epochs 5 --schedule cosine --quiet").status == 0);
    REQUIRE(work.run(day1 + "--epochs 5 --checkpoint k.ckpt").status == 0);
    CHECK(work.run(day1 + "--epochs 10 --checkpoint k.ckpt --resume").status == 0);  // constant: its meaning is kept
    CHECK(work.run(day1 + "--epochs 3 --checkpoint k.ckpt --resume").status == 2);
}

TEST_CASE("a run that begins with a model says what the model decides") {
    const Work work;
    REQUIRE(work.run(day1 + "--epochs 2 --out m.safetensors").status == 0);
    const std::string said = work.run("train --data day2.csv --from m.safetensors --epochs 1").err;
    CHECK(contains(said, "m.safetensors: the run begins with this model and keeps its form: targets are "));
    CHECK(contains(said, ", inputs are scaled as in its training"));
}

TEST_CASE("the record of a run from a model says that scalings and start are the model's") {
    const Work work;
    REQUIRE(work.run(day1 + "--epochs 2 --metrics m.jsonl --out m.safetensors").status == 0);
    CHECK(contains(work.folder.read("m.jsonl"), "\"scaling\":\"standardise\""));
    const std::string again = "train --data day2.csv --from m.safetensors --quiet --checkpoint c --metrics n.jsonl ";
    REQUIRE(work.run(again + "--epochs 2").status == 0);
    const std::string run = work.folder.read("n.jsonl");
    for (const char* name : {"scaling", "target_scaling", "init"}) {
        CHECK(contains(run.substr(0, run.find('\n')), std::string("\"") + name + "\":\"model\""));
    }
    CHECK(work.run(again + "--epochs 4 --resume").status == 0);
}

TEST_CASE("optimizers are compared from the weights of a model, too") {
    const Work work;
    REQUIRE(work.run(day1 + "--epochs 2 --out m.safetensors").status == 0);
    work.folder.write("more.csv", "x,y\n0.1,a\n0.9,b\n0.2,a\n0.8,b\n0.3,a\n0.7,b\n0.1,a\n0.9,b\n0.2,a\n0.8,b\n");
    const Outcome outcome = work.run(
        "compare --data more.csv --from m.safetensors --optimizers gd,adam --tune none --seeds 2 --epochs 2 --out s");
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(contains(work.folder.read("s/trials.jsonl"), "\"from\":\""));
    CHECK(contains(work.folder.read("s/trials.jsonl"), "\"scaling\":\"model\""));
}
