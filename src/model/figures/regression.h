#pragma once
/// \file
/// Figures of numbers from the predictions and targets of each pattern, both in the target's own unit.
///
///     RegressionSums sums(columns);
///     for (each pattern) sums.add_target(targets, weight);
///     for (each pattern) sums.add(outputs, targets, weight);
///     const RegressionFigures figures = sums.figures();

#include <descent/evaluation.h>

#include <span>
#include <vector>

namespace descent::model {

/// Two passes: squares around a mean that is known lose nothing to cancellation, however far the targets are from 0.
class RegressionSums {
public:
    explicit RegressionSums(std::size_t columns) : columns_(columns) {}

    /// First, every pattern.
    void add_target(std::span<const double> targets, float weight);
    /// Then every pattern again.
    void add(std::span<const double> outputs, std::span<const double> targets, float weight);

    RegressionFigures figures() const;

private:
    struct Column {
        double target = 0, least = 0, most = 0;             // of the first pass
        double squared = 0, absolute = 0, around_mean = 0;  // of the second
    };
    NumberFigures figures_of(const Column& column) const;

    std::vector<Column> columns_;
    double weight_ = 0;
};

}  // namespace descent::model
