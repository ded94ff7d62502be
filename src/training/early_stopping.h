#pragma once
/// \file
/// When a run has stopped getting better, and the weights with which it was best.
///
///     EarlyStopping stopping(/*patience=*/3, /*minimum_improvement=*/0.001, /*keeps_weights=*/true);
///     stopping.observe(epoch, validation_loss, weights);
///     if (stopping.exhausted(epoch)) return stopping.best().weights;

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace descent::training {

/// The best epoch so far. All of it stands in checkpoints.
struct Best {
    std::uint64_t epoch = 0;  ///< 0: none yet
    double loss = std::numeric_limits<double>::infinity();
    std::vector<float> weights = {};  ///< an arena; empty: none
};

/// Follows one loss; the smaller the better.
class EarlyStopping {
public:
    /// `patience` 0: never exhausted, and no weights are kept.
    EarlyStopping(std::uint64_t patience, double minimum_improvement, bool keeps_weights)
        : patience_(patience),
          minimum_improvement_(minimum_improvement),
          keeps_weights_(keeps_weights && patience != 0) {}

    /// True when `loss` is better than the best so far by more than the minimum improvement. NaN never is.
    bool observe(std::uint64_t epoch, double loss, std::span<const float> weights) {
        const bool better = loss < best_.loss - minimum_improvement_;
        if (!better) return false;
        best_.epoch = epoch;
        best_.loss = loss;
        if (keeps_weights_) best_.weights.assign(weights.begin(), weights.end());
        return true;
    }
    /// True when the last `patience` epochs brought nothing better.
    bool exhausted(std::uint64_t epoch) const { return patience_ != 0 && epoch >= best_.epoch + patience_; }

    const Best& best() const { return best_; }
    void restore(Best best) { best_ = std::move(best); }

private:
    std::uint64_t patience_;
    double minimum_improvement_;
    bool keeps_weights_;
    Best best_;
};

}  // namespace descent::training
