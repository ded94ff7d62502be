#include "comparison/run_trial.h"

#include <descent/error.h>
#include <descent/model.h>

#include "base/text.h"
#include "comparison/weights_hash.h"
#include "objective/functions/function.h"

namespace descent::comparison {
namespace {

/// Keeps what a run tells, and passes on what the hooks want to know.
class Recorder : public Observer {
public:
    Recorder(TrialResult& result, const TrialHooks& hooks) : result_(result), hooks_(hooks) {}

    void start(const StartEvent& event) override {
        if (hooks_.path) hooks_.path(0, event.weights);
    }

    void step(const StepEvent& event) override {
        if (hooks_.path) hooks_.path(event.step, event.weights);
    }

    void epoch(const EpochEvent& event) override {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        result_.record.curve.push_back({.epoch = event.epoch,
                                        .step = event.step,
                                        .loss = event.loss,
                                        .accuracy = event.accuracy.value_or(none),
                                        .validation_loss = event.validation_loss.value_or(none),
                                        .validation_accuracy = event.validation_accuracy.value_or(none)});
        result_.seconds.push_back(event.seconds);
        if (hooks_.epoch_done) hooks_.epoch_done();
    }

    bool stop_requested() override { return hooks_.stop_requested && hooks_.stop_requested(); }

private:
    TrialResult& result_;
    const TrialHooks& hooks_;
};

TrainingResult run(const Problem& problem, const Trial& trial, const Registry& registry, const Threads& threads,
                   Observer& observer) {
    const TrainingOptions options = options_of(problem, trial, threads);
    if (!problem.function.empty()) return minimise(problem.function, options, registry, observer);
    const auto [training, validation] = parts_of(problem, trial);
    return train(problem.network, training, validation, options, registry, observer);
}

/// The figures that decide: of the test data, or the function's value.
void measure(const Problem& problem, const Model& model, const Threads& threads, study::TrialRecord& record) {
    if (!problem.function.empty()) {
        const std::vector<float>& point = model.tensors.front().values;
        const std::vector<double> x(point.begin(), point.end());
        record.test_loss = objective::make_function(problem.function)->value(x);
    } else if (problem.test.patterns() > 0) {
        const Evaluation evaluation = evaluate(model, problem.test, threads);
        record.test_loss = evaluation.loss;
        if (evaluation.accuracy >= 0) record.test_accuracy = evaluation.accuracy;
    }
}

void run_and_measure(const Problem& problem, const Trial& trial, const Registry& registry, const Threads& threads,
                     const TrialHooks& hooks, TrialResult& result) {
    Recorder recorder(result, hooks);
    const TrainingResult ended = run(problem, trial, registry, threads, recorder);
    study::TrialRecord& record = result.record;
    record.steps = ended.steps;
    record.epochs = ended.epochs;
    record.message = ended.message;
    record.weights = weights_hash(ended.model);
    const bool ended_well = ended.reason != StopReason::diverged && ended.reason != StopReason::interrupted;
    if (ended_well) measure(problem, ended.model, threads, record);
    record.reason = to_string(ended.reason);
}

}  // namespace

TrainingOptions options_of(const Problem& problem, const Trial& trial, const Threads& threads) {
    TrainingOptions options = problem.options;
    options.optimizer = trial.optimizer;
    options.settings = trial.settings;
    options.seed = trial.seed;
    options.threads = threads;
    return options;
}

std::pair<Dataset, Dataset> parts_of(const Problem& problem, const Trial& trial) {
    return split(problem.training, problem.validation_fraction, trial.seed);
}

TrialResult run_trial(const Problem& problem, const Trial& trial, const Registry& registry, const Threads& threads,
                      const TrialHooks& hooks) {
    TrialResult result;
    try {
        run_and_measure(problem, trial, registry, threads, hooks, result);
    } catch (const std::exception& error) {
        result = {};
        result.record.reason = "failed";
        result.record.message = printable(error.what(), 500);
    }
    result.record.trial = trial;
    return result;
}

}  // namespace descent::comparison
