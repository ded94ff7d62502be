#pragma once
/// \file
/// When a run has stopped getting better.
///
///     EarlyStopping stopping(/*patience=*/3, /*minimum_improvement=*/0.001);
///     if (stopping.observe(epoch, validation_loss)) keep(weights);
///     if (stopping.exhausted(epoch)) return;

#include <cstdint>
#include <limits>

namespace descent::training {

/// Follows one loss; the smaller the better. All of it stands in checkpoints.
class EarlyStopping {
public:
    /// `patience` 0: never exhausted.
    EarlyStopping(std::uint64_t patience, double minimum_improvement)
        : patience_(patience), minimum_improvement_(minimum_improvement) {}

    /// True when `loss` is better than the best so far by more than the minimum improvement. NaN never is.
    bool observe(std::uint64_t epoch, double loss) {
        const bool better = loss < best_loss_ - minimum_improvement_;
        if (better) restore(epoch, loss);
        return better;
    }
    /// True when the last `patience` epochs brought nothing better.
    bool exhausted(std::uint64_t epoch) const { return patience_ != 0 && epoch >= best_epoch_ + patience_; }

    std::uint64_t best_epoch() const { return best_epoch_; }  ///< 0: none yet
    double best_loss() const { return best_loss_; }
    void restore(std::uint64_t best_epoch, double best_loss) {
        best_epoch_ = best_epoch;
        best_loss_ = best_loss;
    }

private:
    std::uint64_t patience_;
    double minimum_improvement_;
    std::uint64_t best_epoch_ = 0;
    double best_loss_ = std::numeric_limits<double>::infinity();
};

}  // namespace descent::training
