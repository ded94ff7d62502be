// Runs with optimizers of plugins, and with parameter groups.

#include <descent/error.h>

#include <filesystem>

#include "support/catch.h"
#include "support/temporary_folder.h"
#include "training/problem.h"
#include "training/run_record.h"

using namespace descent;
using namespace descent::test;

namespace {

Registry registry_with(const std::string& plugin) {
    Registry registry = builtin_optimizers();
    registry.load_plugin(std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/plugin_" + plugin + ".so");
    return registry;
}

struct Notices : Observer {
    std::vector<std::string> lines;
    void notice(const std::string& line) override { lines.push_back(line); }
};

TrainingResult train_with(const Registry& registry, const Trainee& trainee, Observer&& observer = Observer()) {
    training::NetworkWorkload task(trainee.network, trainee.training, trainee.validation);
    return training::train({task, trainee.options, registry, observer});
}

struct StopsInThirdEpoch : Observer {
    int epochs = 0;
    void epoch(const EpochEvent&) override { ++epochs; }
    bool stop_requested() override { return epochs == 2; }
};

}  // namespace

TEST_CASE("a plugin that throws in the middle ends the run with its name, and leaves the last checkpoint whole") {
    const TemporaryFolder folder;
    const Registry registry = registry_with("throws_in_begin_step");  // it throws in step 3
    Trainee trainee;
    trainee.options.optimizer = "broken";
    trainee.options.checkpoint = folder.path("run.checkpoint");
    trainee.options.batch_size = 25;  // two steps an epoch
    const auto message = [&] {
        try {
            train_with(registry, trainee);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("no error");
    };
    CHECK(message().find("plugin_throws_in_begin_step.so: cannot begin step 3: it threw an exception ('step 3 is too "
                         "much')") != std::string::npos);
    // the checkpoint of epoch 1 is there, and a run that needs no third step goes on from it
    trainee.options.resume = true;
    trainee.options.epochs = 1;
    const TrainingResult result = train_with(registry, trainee);
    CHECK(result.reason == StopReason::finished);
    CHECK(result.steps == 2);
}

TEST_CASE("a change of the floating-point mode by a plugin is said once, and changes no bit of the model") {
    Trainee trainee;
    trainee.options.optimizer = "broken";
    const std::string usual = bits(train_with(registry_with("no_fault"), trainee).model);
    const std::string mode = "it changed how numbers are rounded or denormals treated";
    for (const auto& [plugin, told] :
         {std::pair("flushes_denormals_when_loaded",
                    "asked to load, " + mode + ": linked with -ffast-math, or with a library that was"),
          {"flushes_denormals_in_step_4", " in step 4, " + mode}}) {
        const Registry registry = registry_with(plugin);
        Notices notices;
        CHECK(bits(train_with(registry, trainee, std::move(notices)).model) == usual);
        REQUIRE(notices.lines.size() == 1);
        CHECK_THAT(notices.lines[0], ContainsSubstring(std::string(plugin) + ".so: asked to "));
        CHECK_THAT(notices.lines[0], ContainsSubstring(told + "; it was put back"));
    }
}

TEST_CASE("a plugin's optimizer goes on from its checkpoint with the same bits") {
    const TemporaryFolder folder;
    const Registry registry = registry_with("abi_1");
    Trainee trainee;
    trainee.options.optimizer = "heavy_ball_1";
    const std::string whole = bits(train_with(registry, trainee).model);
    trainee.options.checkpoint = folder.path("run.checkpoint");
    trainee.options.epochs = 2;
    train_with(registry, trainee);
    trainee.options.resume = true;
    trainee.options.epochs = 4;
    CHECK(bits(train_with(registry, trainee).model) == whole);
}

TEST_CASE("a checkpoint is not resumed with other code of the same name, but with a moved file it is") {
    const TemporaryFolder folder;
    Trainee trainee;
    trainee.options.optimizer = "broken";
    trainee.options.epochs = 1;
    trainee.options.checkpoint = folder.path("run.checkpoint");
    train_with(registry_with("no_fault"), trainee);
    trainee.options.resume = true;
    CHECK_THROWS_WITH(train_with(registry_with("writes_to_padding"), trainee),
                      ContainsSubstring("the code of its optimizer is another one, ") &&
                          ContainsSubstring("(load the one that the run began with, or start a new run)"));
    const std::string moved = folder.path("moved.so");
    std::filesystem::copy_file(std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/plugin_no_fault.so", moved);
    Registry registry = builtin_optimizers();
    registry.load_plugin(moved);
    trainee.options.epochs = 2;
    CHECK(train_with(registry, trainee).reason == StopReason::finished);
    const Json record = training::run_record(trainee.network, trainee.training, trainee.validation, trainee.options,
                                             registry);  // the first line of the metrics
    CHECK(record.at("optimizer_code").get<std::string>().size() == 16);
    trainee.options.optimizer = "gd";
    CHECK(!training::run_record(trainee.network, trainee.training, trainee.validation, trainee.options, registry)
               .contains("optimizer_code"));
}

TEST_CASE("frozen layers keep their first weights, also where steps are fused, and others learn") {
    for (const std::uint64_t batch : {1, 8}) {
        Trainee trainee;
        trainee.options.batch_size = batch;
        trainee.options.optimizer = "momentum";
        trainee.options.groups = {"layers.0.*: frozen"};
        trainee.options.epochs = 1;
        const Model once = trainee.run().model;
        trainee.options.epochs = 3;
        const Model longer = trainee.run().model;
        CHECK(once.tensors[0].values == longer.tensors[0].values);
        CHECK(once.tensors[1].values == longer.tensors[1].values);
        CHECK(once.tensors[2].values != longer.tensors[2].values);
    }
}

TEST_CASE("a group's rate is the rate of its tensors") {
    Trainee slow, grouped;
    slow.options.optimizer = grouped.options.optimizer = "gd";
    slow.options.settings = {{"learning_rate", "0.005"}};
    grouped.options.settings = {{"learning_rate", "0.01"}};
    grouped.options.groups = {"*: rate=0.5"};
    CHECK(bits(slow.run().model) == bits(grouped.run().model));
}

TEST_CASE("a checkpoint of other groups is not gone on from") {
    const TemporaryFolder folder;
    Trainee trainee;
    trainee.options.checkpoint = folder.path("run.checkpoint");
    trainee.options.groups = {"*.bias: decay=1"};
    trainee.run();
    trainee.options.resume = true;
    trainee.options.groups = {};
    CHECK_THROWS_WITH(trainee.run(), ContainsSubstring("groups"));
}

TEST_CASE("L-BFGS trains full batches, with the same bits for any number of threads") {
    Trainee trainee;
    trainee.options.optimizer = "lbfgs";
    trainee.options.batch_size = 0;
    trainee.options.epochs = 15;
    Recorder recorder;
    const std::string one = bits(trainee.run(recorder).model);
    CHECK(recorder.epochs.back().loss < 0.5 * recorder.epochs.front().loss);
    trainee.options.threads = {3};
    CHECK(bits(trainee.run().model) == one);
}

TEST_CASE("a rule that uses the planned steps is resumed with the same length alone, and to the same bits") {
    const TemporaryFolder folder;
    Registry registry = builtin_optimizers();
    registry.load_plugin(std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/knows.so");
    Trainee trainee;
    trainee.options.optimizer = "knows";
    trainee.options.epochs = 4;
    const std::string whole = bits(train_with(registry, trainee).model);
    trainee.options.checkpoint = folder.path("run.checkpoint");
    StopsInThirdEpoch observer;
    training::NetworkWorkload task(trainee.network, trainee.training, trainee.validation);
    CHECK(training::train({task, trainee.options, registry, observer}).reason == StopReason::interrupted);
    trainee.options.resume = true;
    trainee.options.epochs = 5;
    std::string message;
    try {
        train_with(registry, trainee);
    } catch (const Error& error) {
        message = error.what();
    }
    CHECK_THAT(message,
               Catch::Matchers::Contains("epochs is 4 there and 5 here (the steps of its optimizer depend on the "
                                         "length of the run; "));
    trainee.options.epochs = 4;
    CHECK(bits(train_with(registry, trainee).model) == whole);
}

TEST_CASE("the seed of a run reaches a rule's random numbers, and threads do not change them") {
    Registry registry = builtin_optimizers();
    registry.load_plugin(std::string(DESCENT_BINARY_DIR) + "/tests/update/plugins/knows.so");
    const auto trained = [&](const std::string& noise, std::size_t threads) {
        Trainee trainee;
        trainee.options.optimizer = "knows";
        trainee.options.settings = {{"noise", noise}};
        trainee.options.threads = {threads};
        return bits(train_with(registry, trainee).model);
    };
    CHECK(trained("0.5", 1) == trained("0.5", 3));
    CHECK(trained("0.5", 1) != trained("0", 1));
}
