#pragma once
/// \file
/// The training loop: epochs of steps, and what stands between them.

#include <memory>
#include <optional>
#include <vector>

#include "base/aligned_buffer.h"
#include "engine/engine.h"
#include "parallel/team.h"
#include "training/checkpoint_file.h"
#include "training/early_stopping.h"
#include "training/position.h"
#include "training/request.h"
#include "training/snapshot.h"
#include "training/stopwatch.h"
#include "update/optimizer.h"
#include "update/update.h"

namespace descent::training {

class Run {
public:
    /// Checks the request, prepares everything, and goes on from the checkpoint when asked to. Throws UsageError,
    /// InputError or Error before any work.
    explicit Run(const Request& request);

    /// Trains to the end.
    TrainingResult train();

private:
    // One epoch, from top to bottom.
    void run_epoch();
    void order_patterns();
    std::span<const std::uint32_t> batch_at(std::size_t first) const;
    void run_step();
    engine::BatchResult compute_and_update(std::span<const std::uint32_t> rows);
    void update_whole(std::span<const std::uint32_t> rows, const engine::BatchResult& batch);
    void end_epoch();
    EpochEvent measure_epoch();
    void count_time();

    // When numbers stop being finite.
    void step_diverged(double loss);
    bool weights_diverged();
    bool loss_exploded();
    void diverge(const std::string& what);

    // Files and ends.
    void resume();
    void interrupt();
    void write_checkpoint();
    void stop(StopReason reason, std::string message = {});
    TrainingResult result();

    bool keeps_best() const;
    bool out_of_steps() const;
    std::uint64_t steps() const;
    double learning_rate(std::uint64_t step) const;
    StartEvent start_event() const;

    Request request_;
    const TrainingOptions& options_;
    InstructionSet instruction_set_;
    Scaling scaling_;
    std::uint64_t batch_size_;
    std::uint64_t steps_per_epoch_;
    parallel::Team team_;
    engine::Engine engine_;
    AlignedBuffer<float> parameters_;
    AlignedBuffer<float> gradient_;  // only where a whole gradient is needed
    update::Optimizer optimizer_;
    update::Update update_;
    std::vector<std::uint32_t> order_;

    Position position_;
    double rate_ = 0;  // of the step under way
    std::uint64_t resumed_step_ = 0;
    Stopwatch stopwatch_;
    EarlyStopping stopping_;
    std::vector<float> best_;  // arena of the best epoch, with patience
    Snapshot good_;            // at the end of the last epoch whose weights were finite
    std::optional<CheckpointFile> checkpoint_;
    std::vector<EpochEvent> past_;  // for the checkpoint; empty without one
    std::optional<StopReason> reason_;
    std::string message_;
};

}  // namespace descent::training
