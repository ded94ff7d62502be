#pragma once
/// \file
/// Figures of classes from what a model said of each pattern.
///
///     ClassificationSums sums(model.class_names.size(), /*probabilities=*/true);
///     sums.add(answer_of(outputs, label), 1);
///     const ClassificationFigures figures = sums.figures();

#include <descent/evaluation.h>

#include <cstdint>
#include <map>
#include <utility>

#include "model/figures/answer.h"
#include "model/figures/roc.h"

namespace descent::model {

/// Memory grows with the pairs of classes that occur, and with the patterns where there are two classes.
class ClassificationSums {
public:
    /// `probabilities`: outputs are those of a softmax, so they have a log loss.
    ClassificationSums(std::size_t classes, bool probabilities, std::size_t top_k = default_top_k)
        : classes_(classes), probabilities_(probabilities), top_k_(top_k) {}

    void add(const Answer& answer, float weight);

    ClassificationFigures figures() const;
    /// Of patterns that were added with weight 1.
    Confusion confusion() const;

private:
    std::size_t classes_;
    bool probabilities_;
    std::size_t top_k_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> cells_;  // (truth, predicted): weight
    double weight_ = 0, right_ = 0, in_top_ = 0, log_loss_ = 0;
    RocCurve curve_;
};

}  // namespace descent::model
