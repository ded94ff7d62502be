// Rules that keep the weights that are measured apart from those that they train.

#include <descent/model.h>

#include <algorithm>
#include <cmath>

#include "support/catch.h"
#include "support/temporary_folder.h"
#include "training/function_workload.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

Trainee schedule_free() {
    Trainee trainee;
    trainee.options.optimizer = "schedule-free";
    trainee.options.settings = {{"learning_rate", "0.05"}};
    return trainee;
}

/// The last weights of the run, as steps tell them.
struct KeepsWeights : Recorder {
    std::vector<float> weights = {};
    void step(const StepEvent& event) override {
        Recorder::step(event);
        weights.assign(event.weights.begin(), event.weights.end());
    }
};

}  // namespace

TEST_CASE("the model and the validation loss are of the weights that the rule has measured") {
    const Trainee trainee = schedule_free();
    KeepsWeights recorder;
    const TrainingResult result = trainee.run(recorder);
    CHECK(evaluate(result.model, trainee.validation).loss == *recorder.epochs.back().validation_loss);
    CHECK(result.model.tensors[1].values[0] == recorder.weights[network::make_layout(trainee.network).bias(0).offset]);
    Trainee other = trainee;  // with hardly any average in the gradients' weights the sequence is another
    other.options.settings["beta1"] = "0.001";
    CHECK(bits(other.run().model) != bits(result.model));
}

TEST_CASE("an early stop keeps the best of the weights that are measured") {
    Trainee trainee = schedule_free();
    trainee.options.settings["learning_rate"] = "5";
    trainee.options.epochs = 200;
    trainee.options.patience = 3;
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    REQUIRE(result.reason == StopReason::early_stopping);
    double best = INFINITY;
    for (const EpochEvent& event : recorder.epochs) best = std::min(best, *event.validation_loss);
    CHECK(evaluate(result.model, trainee.validation).loss == best);
}

TEST_CASE("a frozen tensor is measured as it started") {
    Trainee trainee = schedule_free();
    trainee.options.groups = {"layers.0.*: frozen"};
    const Model after = trainee.run().model;
    trainee.options.epochs = 1;
    const Model before = trainee.run().model;
    CHECK(after.tensors[0].values == before.tensors[0].values);
    CHECK(after.tensors[2].values != before.tensors[2].values);
    CHECK(std::ranges::any_of(after.tensors[0].values, [](float weight) { return weight != 0; }));
}

TEST_CASE("a run with wrappers goes on from its checkpoint with the same bits, and the state has the names of both") {
    const TemporaryFolder folder;
    Trainee trainee;
    trainee.options.optimizer = "ema(lookahead(adam))";
    trainee.options.settings = {{"ema.decay", "0.9"}};
    const std::string whole = bits(trainee.run().model);
    trainee.options.checkpoint = folder.path("run.checkpoint");
    Recorder stops;
    stops.stop_after = 10;
    CHECK(trainee.run(stops).reason == StopReason::interrupted);
    for (const char* name : {"optimizer.adam.mean.layers.0.weight", "optimizer.lookahead.slow.layers.0.weight",
                             "optimizer.ema.average.layers.1.bias"}) {
        INFO(name);
        CHECK(folder.read("run.checkpoint").find(name) != std::string::npos);
    }
    trainee.options.resume = true;
    CHECK(bits(trainee.run().model) == whole);
    trainee.options.settings = {{"ema.decay", "0.8"}};
    CHECK_THROWS_WITH(trainee.run(), Catch::Matchers::Contains("ema.decay"));
}

TEST_CASE("a function's point is that of the weights that are measured") {
    training::FunctionWorkload task("rosenbrock");
    TrainingOptions options{.optimizer = "schedule-free", .epochs = 2};
    KeepsWeights recorder;
    const TrainingResult result = training::train({task, options, builtin(), recorder});
    CHECK(result.model.tensors[0].values == std::vector<float>(recorder.weights.begin(), recorder.weights.begin() + 2));
}
