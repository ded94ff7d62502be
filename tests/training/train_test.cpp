#include <descent/error.h>

#include <cmath>

#include "support/catch.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

std::string refusal(const Trainee& trainee) {
    try {
        trainee.run();
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("training lowers the loss and tells the observer every step and epoch in order") {
    Trainee trainee;
    trainee.options.optimizer = "adam";
    trainee.options.settings = {{"learning_rate", "0.01"}};
    trainee.options.epochs = 30;
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    CHECK(result.reason == StopReason::finished);
    CHECK(result.epochs == 30);
    CHECK(result.steps == 30 * 7);  // 50 patterns in batches of 8: the last one has 2
    CHECK(recorder.started.steps == 30 * 7);
    CHECK(recorder.started.steps_per_epoch == 7);
    CHECK(recorder.started.parameters == 5 * 7 + 7 + 7 * 3 + 3);
    REQUIRE(recorder.steps.size() == 30 * 7);
    REQUIRE(recorder.epochs.size() == 30);
    for (std::size_t i = 0; i < recorder.steps.size(); ++i) {
        CHECK(recorder.steps[i].step == i + 1);
        CHECK(recorder.steps[i].epoch == i / 7 + 1);
    }
    CHECK(recorder.epochs.back().loss < 0.7 * recorder.epochs.front().loss);
    CHECK(recorder.epochs.back().validation_loss < recorder.epochs.front().validation_loss);
    CHECK(recorder.epochs.back().accuracy.value() > 0.7);
    CHECK(recorder.epochs.back().step == 30 * 7);
}

TEST_CASE("the loss of an epoch is the mean over its patterns, the short last batch included") {
    Trainee trainee;
    trainee.options.epochs = 1;
    Recorder recorder;
    trainee.run(recorder);
    double sum = 0;
    for (const StepEvent& event : recorder.steps) sum += event.loss * (event.step == 7 ? 2 : 8);
    CHECK(recorder.epochs[0].loss == Approx(sum / 50).epsilon(1e-12));
}

TEST_CASE("the validation loss is that of evaluating the model") {
    Trainee trainee;
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    const Evaluation evaluation = evaluate(result.model, trainee.validation);
    CHECK(*recorder.epochs.back().validation_loss == evaluation.loss);
    CHECK(*recorder.epochs.back().validation_accuracy == evaluation.figures.classification->accuracy);
}

TEST_CASE("the scaling is fitted on the training part and kept in the model") {
    Trainee trainee;
    trainee.options.scaling = ScalingKind::standardise;
    CHECK(trainee.run().model.scaling == fit_scaling(trainee.training, ScalingKind::standardise));
}

TEST_CASE("the schedule scales the learning rate of every step") {
    Trainee trainee;
    trainee.options.settings = {{"learning_rate", "0.5"}};
    trainee.options.schedule = parse_schedule("cosine:warmup=0.25");
    Recorder recorder;
    trainee.run(recorder);
    for (const StepEvent& event : recorder.steps) {
        const Progress at{.step = event.step - 1, .steps_per_epoch = 7, .steps = 28};
        CHECK(event.learning_rate == 0.5 * trainee.options.schedule.factor(at));
    }
}

TEST_CASE("a limit of steps ends the run inside an epoch, which is measured") {
    Trainee trainee;
    trainee.options.maximum_steps = 10;
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    CHECK(result.reason == StopReason::maximum_steps);
    CHECK(result.steps == 10);
    CHECK(result.epochs == 1);
    CHECK(recorder.epochs.size() == 2);
    CHECK(recorder.started.steps == 10);
    trainee.options.maximum_steps = 28;
    CHECK(trainee.run().reason == StopReason::finished);
}

TEST_CASE("early stopping ends the run and keeps the weights of its best epoch") {
    Trainee trainee;
    trainee.options.settings = {{"learning_rate", "20"}};  // jumps about
    trainee.options.epochs = 200;
    trainee.options.patience = 5;
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    REQUIRE(result.reason == StopReason::early_stopping);
    double best = INFINITY;
    for (const EpochEvent& event : recorder.epochs) best = std::min(best, *event.validation_loss);
    CHECK(evaluate(result.model, trainee.validation).loss == best);
    CHECK(contains(result.message, "no better validation loss since epoch"));
    trainee.options.restore_best = false;
    CHECK(evaluate(trainee.run().model, trainee.validation).loss == *recorder.epochs.back().validation_loss);
}

TEST_CASE("a request to stop is granted after the step") {
    Trainee trainee;
    Recorder recorder;
    recorder.stop_after = 9;
    const TrainingResult result = trainee.run(recorder);
    CHECK(result.reason == StopReason::interrupted);
    CHECK(result.steps == 9);
    CHECK(result.message == "stopped after step 9");
}

TEST_CASE("a class that weighs nothing teaches nothing") {
    Trainee trainee;
    trainee.options.class_weights = {1, 1, 0};
    trainee.options.epochs = 50;
    trainee.options.optimizer = "adam";
    const Evaluation evaluation = evaluate(trainee.run().model, trainee.training);
    const ClassFigures& third = evaluation.figures.classification->classes.at(2);
    CHECK(third.recall * third.patterns < 4);
}

TEST_CASE("options that cannot be used are refused before any work") {
    const auto refused = [](const auto& change) {
        Trainee trainee;
        change(trainee);
        return refusal(trainee);
    };
    CHECK(contains(refused([](Trainee& t) { t.training = {}; }), "found 0 patterns"));
    CHECK(contains(refused([](Trainee& t) { t.network.inputs = 4; }), "found 5 inputs, expected 4"));
    CHECK(contains(refused([](Trainee& t) { t.network.layers.back().units = 4; }), "found 3 classes, expected 4"));
    CHECK(contains(refused([](Trainee& t) { t.network.layers.clear(); }), "layer"));
    CHECK(contains(refused([](Trainee& t) { t.validation = clouds(9, 4); }), "found 4 inputs, expected 5"));
    CHECK(contains(refused([](Trainee& t) { t.options.optimizer = "adamm"; }), "did you mean 'adam'?"));
    CHECK(contains(refused([](Trainee& t) { t.options.settings = {{"rate", "1"}}; }), "rate"));
    CHECK(contains(refused([](Trainee& t) {
                       t.options.schedule.gamma = 7;
                       t.options.schedule.kind = ScheduleKind::step;
                   }),
                   "gamma is '7'"));
    CHECK(contains(refused([](Trainee& t) { t.options.weight_decay = NAN; }), "weight_decay: is nan"));
    CHECK(contains(refused([](Trainee& t) { t.options.clip_norm = -1; }), "clip_norm: is -1"));
    CHECK(contains(refused([](Trainee& t) { t.options.clip_value = INFINITY; }), "clip_value: is inf"));
    CHECK(contains(refused([](Trainee& t) { t.options.class_weights = {1}; }), "found 1 weights, expected 3"));
    CHECK(contains(refused([](Trainee& t) { t.options.huber_delta = 2; }),
                   "huber_delta: is for loss huber; the loss is "));
    CHECK(contains(refused([](Trainee& t) {
                       t.validation = {};
                       t.options.patience = 1;
                   }),
                   "needs validation data"));
    CHECK(contains(refused([](Trainee& t) { t.options.epochs = UINT64_MAX; }), "epochs"));
    CHECK(contains(refused([](Trainee& t) { t.options.resume = true; }), "resume: needs checkpoint"));
    CHECK(contains(refused([](Trainee& t) {
                       t.options.checkpoint = "c";
                       t.options.checkpoint_every = 0;
                   }),
                   "checkpoint_every: is 0"));
}
