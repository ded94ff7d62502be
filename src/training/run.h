#pragma once
/// \file
/// The one training loop: epochs of steps, for any workload.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "objective/objective.h"
#include "parallel/team.h"
#include "training/checkpoints.h"
#include "training/divergence.h"
#include "training/early_stopping.h"
#include "training/length.h"
#include "training/position.h"
#include "training/request.h"
#include "training/stopwatch.h"
#include "update/stepper.h"

namespace descent::training {

class Run {
public:
    /// Checks the request, prepares everything, and resumes from the checkpoint when asked to. Throws UsageError,
    /// InputError or Error before any work.
    explicit Run(const Request& request);

    /// [once] Trains to the end.
    TrainingResult train();

private:
    void run_epoch();
    void run_step();
    void tell_change(const std::string& change);
    bool measures_next();
    void end_epoch();
    EpochEvent measure_epoch();

    void resume();
    void save();
    void interrupt();
    void diverge(const std::string& what);
    void step_diverged(double loss);
    void stop(StopReason reason, std::string message = {});

    double learning_rate(std::uint64_t step) const;
    StartEvent start_event();
    TrainingResult result();

    Request request_;
    const TrainingOptions& options_;
    InstructionSet instruction_set_;
    parallel::Team team_;
    std::unique_ptr<objective::Objective> objective_;
    update::Stepper stepper_;
    Length length_;
    Position position_;
    Divergence divergence_;
    EarlyStopping stopping_;
    Checkpoints checkpoints_;
    Stopwatch stopwatch_;
    std::uint64_t resumed_step_ = 0;
    std::vector<EpochEvent> past_;  // of a checkpoint, until they are told
    std::optional<StopReason> reason_;
    bool change_was_told_ = false;
    std::string message_;
};

}  // namespace descent::training
