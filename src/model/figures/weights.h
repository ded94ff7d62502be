#pragma once
/// \file
/// How much each pattern counts: what the engine multiplies its cost by.
///
///     const PatternWeights weights(data, class_weights);
///     if (weights.given()) sums.add(answer, weights.of(row));

#include <descent/dataset.h>

#include <span>

namespace descent::model {

class PatternWeights {
public:
    /// `class_weights`: one a class, by label; empty: 1. Both must outlive it.
    PatternWeights(const Dataset& data, std::span<const float> class_weights)
        : weights_(data.details().weights),
          labels_(data.raw_targets().labels),
          class_weights_(data.has_classes() ? class_weights : std::span<const float>()) {}

    /// Has any pattern a weight of its own?
    bool given() const { return !weights_.empty() || !class_weights_.empty(); }
    /// Of a row of the whole file.
    float of(std::uint32_t row) const {
        const float own = weights_.empty() ? 1 : weights_[row];
        return class_weights_.empty() ? own : own * class_weights_[labels_[row]];
    }

private:
    std::span<const float> weights_;
    std::span<const std::uint32_t> labels_;
    std::span<const float> class_weights_;
};

}  // namespace descent::model
