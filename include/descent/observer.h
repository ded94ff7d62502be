#pragma once
/// \file
/// The progress of a run, as events.
///
/// Contract: every member is called on the thread that called `train`, between steps, in order; what it throws
/// ends the run. `stop_requested` is asked after every step.
///
///     struct Print : descent::Observer {
///         void epoch(const descent::EpochEvent& e) override { std::cout << e.epoch << ' ' << e.loss << '\n'; }
///     };

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <descent/machine.h>

namespace descent {

/// Euclidean norms over all parameters, the same bits for every number of threads.
struct Norms {
    double gradient = 0;  ///< of the cost before the step: before clipping, decay and l1; without frozen tensors
    double weights = 0;   ///< after the step, biases too

    bool operator==(const Norms&) const = default;
};

struct StepEvent {
    std::uint64_t step = 0;   ///< steps done so far in the run
    std::uint64_t steps = 0;  ///< of the whole run
    std::uint64_t epoch = 0;  ///< counts from 1
    double loss = 0;          ///< mean over this step's patterns, by their weights
    double learning_rate = 0;
    std::optional<Norms> norms = {};  ///< of a step that the observer asked for
    /// Weights and biases that are measured, after the step, valid during the call: in an order, and with padding, that
    /// depend on the network alone. For paths and histograms; `TrainingResult::model` has them by name.
    std::span<const float> weights = {};
};

struct EpochEvent {
    std::uint64_t epoch = 0;  ///< counts from 1
    std::uint64_t epochs = 0;
    std::uint64_t step = 0;               ///< steps done so far in the run
    double loss = 0;                      ///< the same over the epoch's, each with the parameters of its step
    std::optional<double> accuracy = {};  ///< share of right ones; classes only
    std::optional<double> validation_loss = {};
    std::optional<double> validation_accuracy = {};
    double learning_rate = 0;         ///< of the epoch's last step
    double seconds = 0;               ///< of training, since the run began; evaluation not counted
    double patterns_per_second = 0;   ///< of training, in this epoch
    std::optional<Norms> norms = {};  ///< of the epoch's last step, when the observer asked for them
};

/// A run before its first step: everything was checked, nothing is trained yet.
struct StartEvent {
    std::uint64_t epochs = 0;
    std::uint64_t steps = 0;  ///< of the whole run
    std::uint64_t steps_per_epoch = 0;
    std::uint64_t parameters = 0;  ///< weights and biases
    std::uint64_t threads = 0;
    InstructionSet instruction_set = InstructionSet::baseline;
    /// 16 hexadecimal digits, drawn when the run began; a run that resumes keeps them.
    std::string run_id = {};
    std::uint64_t resumed_step = 0;       ///< steps that a checkpoint had done already
    std::vector<EpochEvent> past = {};    ///< the epochs that a checkpoint had done already
    std::span<const float> weights = {};  ///< before the first step, as in StepEvent
};

class Observer {
public:
    virtual ~Observer() = default;
    virtual void start(const StartEvent&) {}
    virtual void step(const StepEvent&) {}
    /// Asked before each step, which counts from 1: true has its norms measured. That takes half a byte a parameter
    /// and the time to read the parameters once more.
    virtual bool wants_norms(std::uint64_t /*step*/, bool /*ends_epoch*/) { return false; }
    virtual void epoch(const EpochEvent&) {}
    /// One line for people about something that does not end the run: a skipped step, a resumed checkpoint.
    virtual void notice(const std::string&) {}
    /// A checkpoint is due at `path`: `write` writes it, and throws Error when it cannot, which is a notice then. Who
    /// has files of less worth on that disk may make room and call it once more.
    virtual void checkpoint(const std::string& /*path*/, const std::function<void()>& write) { write(); }
    /// True: the run ends after this step with StopReason::interrupted.
    virtual bool stop_requested() { return false; }
};

}  // namespace descent
