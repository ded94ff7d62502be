// From data to a model, to what it says, as users type it.

#include <algorithm>
#include <cmath>
#include <string>

#include <descent/model.h>

#include "base/json.h"
#include "cli/data.h"
#include "cli/program.h"
#include "storage/append_log.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

Outcome descent_in(const TemporaryFolder& folder, const std::string& line,
                   const Program::Environment& environment = {}) {
    return run_descent(words(line), folder.path(), environment);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string flowers_run =
    "train --data flowers.csv --target species --hidden 8 --set learning_rate=0.02 --epochs 60 --batch-size 16 ";

}  // namespace

TEST_CASE("a network is trained on a table and used to predict") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    folder.write("more.csv", flowers(2));
    const Outcome trained = descent_in(folder, flowers_run + "--test-data more.csv --out m.safetensors");
    REQUIRE(trained.status == 0);
    CHECK(contains(trained.err, "epoch 60/60: loss "));
    CHECK(contains(trained.err, "the model is in m.safetensors"));
    CHECK(contains(trained.out, "test accuracy "));

    REQUIRE(descent_in(folder, "predict --model m.safetensors --data more.csv --out p.csv").status == 0);
    const std::string file = folder.read("p.csv");
    CHECK(file.rfind("\"lily, white\",rose,tulip,predicted\n", 0) == 0);
    CHECK(std::count(file.begin(), file.end(), '\n') == 151);
    CHECK(contains(file, ",\"lily, white\"\n"));
    CHECK(descent_in(folder, "predict --model m.safetensors --data more.csv").out == file);
    CHECK(descent_in(folder, "export --model m.safetensors --onnx m.onnx").status == 0);
    CHECK(folder.read("m.onnx").size() > 100);
}

TEST_CASE("a line through a plane is learnt by numbers, with their names kept") {
    const TemporaryFolder folder;
    folder.write("plane.csv", plane());
    const Outcome trained = descent_in(folder,
                                       "train --data plane.csv --target y --hidden none --optimizer gd "
                                       "--set learning_rate=0.5 --epochs 200 --out m.safetensors --quiet");
    CHECK(trained.status == 0);
    CHECK(trained.err.empty());
    const Outcome json = descent_in(folder, "evaluate --model m.safetensors --data plane.csv --json");
    CHECK(JsonReader(parse_json(json.out, "output"), "output").number("loss") < 1e-6);
    CHECK_FALSE(contains(json.out, "accuracy"));
    folder.write("new.csv", "x1,x2\n1,0\n0,0\n");
    const Outcome predicted = descent_in(folder, "predict --model m.safetensors --data new.csv");
    REQUIRE(predicted.out.rfind("y\n", 0) == 0);
    CHECK(std::stod(predicted.out.substr(2)) == Approx(1.5).epsilon(0.01));
}

TEST_CASE("the file of metrics tells the run, every epoch and the end") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(descent_in(folder, flowers_run + "--validation 0.2 --threads 2 --seed 7 --metrics m.jsonl").status == 0);
    const std::string text = folder.read("m.jsonl");
    const auto lines = storage::whole_lines(text);
    REQUIRE(lines.size() == 62);
    const JsonReader run(parse_json(lines.front(), "m.jsonl"), "m.jsonl");
    CHECK(run.text("event") == "run");
    for (const char* name : {"version", "optimizer", "schedule", "instruction_set", "loss"})
        CHECK(!run.text(name).empty());
    CHECK(run.whole("seed") == 7);
    CHECK(run.whole("threads") == 2);
    CHECK(run.object("set").text("learning_rate") == "0.02");
    for (std::size_t i = 1; i <= 60; ++i) {
        const JsonReader epoch(parse_json(lines[i], "m.jsonl"), "m.jsonl");
        CHECK(epoch.text("event") == "epoch");
        CHECK(epoch.whole("epoch") == i);
        CHECK(epoch.whole("step") == i * 8);  // 120 patterns in batches of 16
        for (const char* name : {"loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate",
                                 "seconds", "patterns_per_second"}) {
            CHECK(epoch.number(name) >= 0);
        }
    }
    const JsonReader done(parse_json(lines.back(), "m.jsonl"), "m.jsonl");
    CHECK(done.text("event") == "done");
    CHECK(done.text("reason") == "finished");
}

TEST_CASE("the metrics of a resumed run are those of one that was never interrupted") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const auto epochs_of = [&](const std::string& options) {
        REQUIRE(descent_in(folder, "train --data flowers.csv --target species --validation 0.2 --quiet " + options)
                    .status == 0);
        std::string lines;
        const std::string text = folder.read("m.jsonl");
        for (const std::string_view line : storage::whole_lines(text)) {
            if (contains(std::string(line), "\"epoch\","))
                lines += std::string(line.substr(0, line.find("\"seconds\""))) + "\n";
        }
        return lines;
    };
    const std::string expected = epochs_of("--epochs 5 --metrics m.jsonl");
    CHECK(std::count(expected.begin(), expected.end(), '\n') == 5);
    epochs_of("--epochs 2 --checkpoint c --metrics m.jsonl");
    CHECK(epochs_of("--epochs 5 --checkpoint c --metrics m.jsonl --resume") == expected);
}

TEST_CASE("a column of weights is no input and a factor on the cost of each pattern") {
    const TemporaryFolder folder;
    std::string table = "w,v,x,y\n";
    for (int p = 0; p < 40; ++p) {
        const bool odd = p % 2 == 1;  // of two targets at each x, only one has weight
        table += std::string(odd ? "0" : "1") + ",1," + std::to_string(p / 2 % 5) + "," + (odd ? "5" : "1") + ".5\n";
    }
    folder.write("w.csv", table);
    const std::string train =
        "train --data w.csv --target y --hidden none --optimizer gd --set learning_rate=0.1 --batch-size full --epochs "
        "300 --target-scaling none --scaling none --quiet --out m.safetensors ";
    REQUIRE(descent_in(folder, train + "--weights w --ignore v").status == 0);
    CHECK(load(folder.path("m.safetensors")).network.inputs == 1);
    const Outcome weighted =
        descent_in(folder, "evaluate --model m.safetensors --data w.csv --target y --weights w --json");
    INFO(weighted.out << weighted.err);
    REQUIRE(weighted.status == 0);
    CHECK(JsonReader(parse_json(weighted.out, "out"), "out").number("loss") < 1e-3);
    const auto model_of = [&](const std::string& options) {
        REQUIRE(descent_in(folder, train + options).status == 0);
        return load(folder.path("m.safetensors")).tensors.front().values;
    };
    CHECK(model_of("--weights v --ignore w") == model_of("--ignore w,v"));
    CHECK(model_of("--weights w --ignore v") != model_of("--ignore w,v"));
}

TEST_CASE("weights change the scale of the gradient, not the loss that is reported of training, validation and test") {
    const TemporaryFolder folder;
    std::string rows = "x,y\n";
    for (int p = 0; p < 20; ++p) rows += "0,a\n0,b\n";
    folder.write("w.csv", rows);  // x and bias are 0: every pattern costs ln 2
    REQUIRE(descent_in(folder,
                       "train --data w.csv --target y --hidden none --class-weights 3,3 --group *:rate=0 "
                       "--validation 0.5 --test-data w.csv --epochs 1 --metrics m.jsonl --quiet")
                .status == 0);
    const std::string text = folder.read("m.jsonl");
    const auto lines = storage::whole_lines(text);
    REQUIRE(lines.size() == 3);
    const JsonReader epoch(parse_json(lines[1], "m.jsonl"), "m.jsonl"),
        done(parse_json(lines[2], "m.jsonl"), "m.jsonl");
    const double expected = std::log(2.0);
    CHECK(epoch.number("loss") == Approx(expected).epsilon(1e-6));
    CHECK(epoch.number("validation_loss") == Approx(expected).epsilon(1e-6));
    CHECK(done.number("validation_loss") == epoch.number("validation_loss"));
    CHECK(done.number("test_loss") == Approx(expected).epsilon(1e-6));
    CHECK(done.number("test_weighted_accuracy") == done.number("test_accuracy"));
    CHECK(done.number("test_log_loss") == Approx(expected).epsilon(1e-6));
}

TEST_CASE("the last line of the metrics has the figures of what was held out, else of what was trained on") {
    const TemporaryFolder folder;
    folder.write("plane.csv", plane());
    const auto done_line = [&](const std::string& options) {
        REQUIRE(descent_in(folder,
                           "train --data plane.csv --target y --hidden none --epochs 3 --metrics m.jsonl " + options)
                    .status == 0);
        const std::string text = folder.read("m.jsonl");
        return JsonReader(parse_json(storage::whole_lines(text).back(), "m.jsonl"), "m.jsonl");
    };
    const JsonReader alone = done_line("");
    CHECK(alone.whole("training_patterns") == 64);
    CHECK(alone.has("training_r2"));
    const JsonReader both = done_line("--validation 0.25 --test-data plane.csv");
    CHECK(both.whole("test_patterns") == 64);
    CHECK(both.whole("validation_patterns") == 16);
    CHECK(both.number("validation_root_mean_squared_error") ==
          Approx(std::sqrt(both.number("validation_mean_squared_error"))));
    CHECK_FALSE(both.has("training_loss"));
}

TEST_CASE("a result that a constant reaches is said in one line, with what to try") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    folder.write("zeros.csv", "x,y\n0,a\n0,b\n0,b\n");
    folder.write("plane.csv", plane());
    const auto hint = [&](const std::string& options) {
        const Outcome outcome = descent_in(folder, "train " + options);
        CHECK(outcome.status == 0);
        const std::size_t found = outcome.err.find("always answering");
        return found == std::string::npos ? "" : outcome.err.substr(outcome.err.rfind('\n', found) + 1);
    };
    const std::string flowers_data = "--data flowers.csv --target species --hidden none ";
    CHECK(hint("--data zeros.csv --target y --hidden none --group *:rate=0 --epochs 1 "
               "--scaling none")
              .find("always answering 'b', the largest class, 66.67%; try --scaling standardise, another --set "
                    "learning_rate=X, more --epochs\n") != std::string::npos);
    CHECK(hint(flowers_data + "--set learning_rate=0.05 --epochs 60 --scaling standardise").empty());
    CHECK(hint("--data plane.csv --target y --hidden none --epochs 1 --set learning_rate=1e-8 --scaling standardise "
               "--test-data plane.csv")
              .starts_with("test R2 below 0.01: hardly better than always answering the mean of 'y'; try another "
                           "--set learning_rate=X, more --epochs\n"));
}

TEST_CASE("threads and instruction sets do not change the file of the model") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    REQUIRE(descent_in(folder, flowers_run + "--threads 1 --out 1.safetensors").status == 0);
    const std::string expected = folder.read("1.safetensors");
    for (const char* threads : {"2", "3", "7", "64"}) {
        REQUIRE(descent_in(folder, flowers_run + "--out m.safetensors --threads " + threads).status == 0);
        CHECK(folder.read("m.safetensors") == expected);
    }
    const Outcome info = descent_in(folder, "info --json");
    for (const std::string& set : JsonReader(parse_json(info.out, "info"), "info").texts("instruction_sets")) {
        if (set == "baseline") continue;  // has no fused multiply-add
        CAPTURE(set);
        REQUIRE(descent_in(folder, flowers_run + "--out m.safetensors", {{"DESCENT_ISA", set}}).status == 0);
        CHECK(folder.read("m.safetensors") == expected);
    }
}

TEST_CASE("a run that diverges is one line, status 1, and no model") {
    const TemporaryFolder folder;
    folder.write("plane.csv", plane());
    const Outcome outcome =
        descent_in(folder,
                   "train --data plane.csv --target y --activation relu --optimizer gd --set learning_rate=100 "
                   "--out m.safetensors --metrics m.jsonl --epochs 100 --quiet");
    CHECK(outcome.status == 1);
    CHECK(outcome.error_lines() == 1);
    CHECK(contains(outcome.err, "descent: diverged at step "));
    CHECK(contains(outcome.err, "; no model was written"));
    CHECK(contains(folder.read("m.jsonl"), "\"reason\":\"diverged\""));
    CHECK(folder.files() == 2);
}

TEST_CASE("without --out a training says that no model was written") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    CHECK(contains(descent_in(folder, flowers_run).err, "no model was written: --out names none"));
    CHECK(folder.files() == 1);
}

TEST_CASE("every optimizer trains from the command line and is described") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const Outcome list = descent_in(folder, "optimizers --json");
    REQUIRE(list.status == 0);
    const Json optimizers = parse_json(list.out, "list");
    CHECK(optimizers.size() >= 7);
    for (const Json& optimizer : optimizers) {
        const std::string name = optimizer.at("name").text();
        const std::string whole = optimizer.at("wraps").get<bool>() ? name + "(adam)" : name;
        CAPTURE(whole);
        CHECK(descent_in(folder, "train --data flowers.csv --target species --epochs 1 --quiet --optimizer " + whole)
                  .status == 0);
        CHECK(descent_in(folder, "optimizers " + whole).status == 0);
        const Outcome page = descent_in(folder, "optimizers " + name);
        CHECK(page.status == 0);
        for (const char* title : {"Rule\n", "Source\n", "Hyper-parameters", "State\n"})
            CHECK(contains(page.out, title));
    }
}

TEST_CASE("gradients are checked from the command line") {
    const TemporaryFolder folder;
    for (const char* options :
         {"", " --loss mse", " --output-activation sigmoid", " --hidden 17,16,1 --activation tanh",
          " --hidden none --outputs 1 --loss mse --output-activation identity"}) {
        const Outcome outcome = descent_in(folder, std::string("check-gradient") + options);
        CAPTURE(options, outcome.out, outcome.err);
        CHECK(outcome.status == 0);
        CHECK(contains(outcome.out, "right: the tolerance is"));
    }
    for (const char* options : {" --dropout 0.3 --activation gelu", " --class-weights 1,0.5,3",
                                " --loss huber "
                                "--huber-delta 0.25 --output-activation identity --outputs 2"}) {
        const Outcome outcome = descent_in(folder, std::string("check-gradient") + options);
        CAPTURE(options, outcome.out, outcome.err);
        CHECK(outcome.status == 0);
    }
}
