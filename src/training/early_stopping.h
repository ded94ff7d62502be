#pragma once
/// \file
/// When a run has stopped getting better, and the weights with which it was best.
///
///     EarlyStopping stopping(/*patience=*/3, /*minimum_improvement=*/0.001, /*keeps_weights=*/true);
///     stopping.observe(epoch, validation_loss, weights);
///     if (stopping.exhausted(epoch)) return stopping.best_weights();

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace descent::training {

/// Follows one loss; the smaller the better. All of it stands in checkpoints.
class EarlyStopping {
public:
    /// `patience` 0: never exhausted, and no weights are kept.
    EarlyStopping(std::uint64_t patience, double minimum_improvement, bool keeps_weights)
        : patience_(patience),
          minimum_improvement_(minimum_improvement),
          keeps_weights_(keeps_weights && patience != 0) {}

    /// True when `loss` is better than the best so far by more than the minimum improvement. NaN never is.
    bool observe(std::uint64_t epoch, double loss, std::span<const float> weights) {
        const bool better = loss < best_loss_ - minimum_improvement_;
        if (!better) return false;
        best_epoch_ = epoch;
        best_loss_ = loss;
        if (keeps_weights_) best_weights_.assign(weights.begin(), weights.end());
        return true;
    }
    /// True when the last `patience` epochs brought nothing better.
    bool exhausted(std::uint64_t epoch) const { return patience_ != 0 && epoch >= best_epoch_ + patience_; }

    std::uint64_t best_epoch() const { return best_epoch_; }  ///< 0: none yet
    double best_loss() const { return best_loss_; }
    const std::vector<float>& best_weights() const { return best_weights_; }  ///< an arena; empty: none
    void restore(std::uint64_t best_epoch, double best_loss, std::vector<float> best_weights) {
        best_epoch_ = best_epoch;
        best_loss_ = best_loss;
        best_weights_ = std::move(best_weights);
    }

private:
    std::uint64_t patience_;
    double minimum_improvement_;
    bool keeps_weights_;
    std::uint64_t best_epoch_ = 0;
    double best_loss_ = std::numeric_limits<double>::infinity();
    std::vector<float> best_weights_;
};

}  // namespace descent::training
