#pragma once
/// \file
/// The figures of an evaluation, whatever the targets are: sums over its patterns, in order.

#include <descent/dataset.h>
#include <descent/evaluation.h>
#include <descent/model.h>

#include <optional>
#include <span>

#include "model/figures/classification.h"
#include "model/figures/regression.h"
#include "model/figures/weights.h"

namespace descent::model {

class FigureSums {
public:
    /// `data` has the targets that the model has, with classes numbered as in the model. All must outlive it.
    FigureSums(const Model& model, const Dataset& data, const PatternWeights& weights, std::size_t top_k);

    /// Outputs of patterns that are `rows` of the whole file: [rows][outputs]. Every pattern once.
    void add(std::span<const float> outputs, std::span<const std::uint32_t> rows);

    /// Figures, by weight where there are weights, and confusion; the rest is left as it is.
    void write_to(Evaluation& evaluation) const;

private:
    /// One kind of targets, one kind of weights.
    struct Sums {
        std::optional<ClassificationSums> classes;
        std::optional<RegressionSums> numbers;

        Figures figures() const;
    };
    Sums make(std::size_t top_k) const;
    void add_targets();
    void add_class(std::span<const float> outputs, std::uint32_t row);
    void add_numbers(std::span<const float> outputs, std::uint32_t row);

    const Model& model_;
    const Dataset& data_;
    const PatternWeights& weights_;
    Sums plain_;
    std::optional<Sums> weighted_;
    std::vector<double> outputs_, targets_;  // of one pattern
};

}  // namespace descent::model
