#pragma once
/// \file
/// How far a run has come. All of it stands in checkpoints.

#include <descent/observer.h>

#include <cstdint>
#include <optional>

#include "engine/engine.h"

namespace descent::training {

struct Position {
    std::uint64_t epoch = 0;     ///< whole epochs done
    std::uint64_t batch = 0;     ///< batches done in the epoch that is under way
    std::uint64_t step = 0;      ///< batches done in the run: updates, and steps that were skipped
    std::uint64_t skipped = 0;   ///< of them, skipped in the epoch under way
    std::uint64_t restores = 0;  ///< of the last good epoch; each halves the learning rate

    double first_loss = 0;  ///< weighted mean over the patterns of the run's first step

    // Of the epoch under way, in step order: sums over patterns, losses times their weights.
    double loss = 0;
    double weight = 0;
    std::uint64_t correct = 0;
    std::uint64_t patterns = 0;
    double epoch_seconds = 0;
    std::optional<Norms> norms = {};  ///< of the last step that was measured

    double seconds = 0;  ///< of training in the run; the only member that differs from run to run

    /// A step was done; one that was skipped adds nothing to the figures of the epoch.
    void count(const engine::BatchResult& result) {
        ++batch;
        ++step;
        if (!result.finite()) return;
        if (step == 1) first_loss = result.mean_loss();
        loss += result.loss;
        weight += result.weight;
        correct += result.correct;
        patterns += result.patterns;
    }

    double mean_loss() const { return weight > 0 ? loss / weight : 0; }  ///< of the epoch under way

    void count_time(double lap) {
        seconds += lap;
        epoch_seconds += lap;
    }

    /// The epoch under way is done.
    void next_epoch() {
        *this = Position{
            .epoch = epoch + 1, .step = step, .restores = restores, .first_loss = first_loss, .seconds = seconds};
    }

    bool operator==(const Position&) const = default;
};

}  // namespace descent::training
