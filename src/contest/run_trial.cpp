#include "contest/run_trial.h"

#include <descent/error.h>
#include <descent/model.h>

#include "base/text.h"
#include "contest/weights_hash.h"
#include "training/memory.h"
#include "update/host/call.h"

namespace descent::contest {
namespace {

/// Keeps what a run tells, and passes on what the hooks want to know.
class Recorder : public Observer {
public:
    Recorder(const ProblemKind& kind, TrialResult& result, const TrialHooks& hooks)
        : kind_(kind), result_(result), hooks_(hooks) {}

    void start(const StartEvent& event) override {
        if (hooks_.path) hooks_.path(0, event.steps, kind_.point(event.weights));
    }

    void step(const StepEvent& event) override {
        if (hooks_.path) hooks_.path(event.step, event.steps, kind_.point(event.weights));
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
    const ProblemKind& kind_;
    TrialResult& result_;
    const TrialHooks& hooks_;
};

void run_and_measure(const ProblemKind& kind, const Trial& trial, const Registry& registry, const Threads& threads,
                     const TrialHooks& hooks, TrialResult& result) {
    Recorder recorder(kind, result, hooks);
    const TrainingResult ended = kind.run(options_of(kind.problem(), trial, threads), registry, recorder);
    study::TrialRecord& record = result.record;
    record.steps = ended.steps;
    record.epochs = ended.epochs;
    record.message = ended.message;
    record.weights = weights_hash(ended.model);
    const bool ended_well = ended.reason != StopReason::diverged && ended.reason != StopReason::interrupted;
    if (ended_well && trial.phase == Phase::final) kind.measure(ended.model, threads, record);
    record.reason = to_string(ended.reason);
}

TrialResult failed_with(std::string message) {
    TrialResult result;
    result.record.reason = "failed";
    result.record.message = std::move(message);
    return result;
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

TrialResult run_trial(const ProblemKind& kind, const Trial& trial, const Registry& registry, const Threads& threads,
                      const TrialHooks& hooks) {
    TrialResult result;
    try {
        run_and_measure(kind, trial, registry, threads, hooks, result);
    } catch (const update::RaisedByRule&) {
        throw;  // its author wants to see it, not a table
    } catch (const std::bad_alloc&) {
        result = failed_with(training::memory_refusal());
    } catch (const std::exception& error) {
        result = failed_with(printable(error.what(), 500));
    }
    result.record.trial = trial;
    return result;
}

}  // namespace descent::contest
