#include "model/figures/regression.h"

#include <algorithm>
#include <cmath>

namespace descent::model {

void RegressionSums::add_target(std::span<const double> targets, float weight) {
    if (!(weight > 0)) return;
    const bool first = weight_ == 0;
    weight_ += static_cast<double>(weight);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const double y = targets[i];
        Column& column = columns_[i];
        column.target += static_cast<double>(weight) * y;
        column.least = first ? y : std::min(column.least, y);
        column.most = first ? y : std::max(column.most, y);
    }
}

void RegressionSums::add(std::span<const double> outputs, std::span<const double> targets, float weight) {
    if (!(weight > 0)) return;
    const auto w = static_cast<double>(weight);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        Column& column = columns_[i];
        const double y = targets[i];
        const double error = y - outputs[i];
        const double distance = y - column.target / weight_;
        column.squared += w * error * error;
        column.absolute += w * std::abs(error);
        column.around_mean += w * distance * distance;
    }
}

/// R2 = 1 - sum (y - a)^2 / sum (y - mean)^2
NumberFigures RegressionSums::figures_of(const Column& column) const {
    if (weight_ == 0) return {};
    const double mean_squared_error = column.squared / weight_;
    const bool varies = column.least < column.most;
    return {.mean_squared_error = mean_squared_error,
            .root_mean_squared_error = std::sqrt(mean_squared_error),
            .mean_absolute_error = column.absolute / weight_,
            .r2 = varies ? 1 - column.squared / column.around_mean : undefined_figure};
}

RegressionFigures RegressionSums::figures() const {
    RegressionFigures result;
    NumberFigures sum{.mean_squared_error = 0, .root_mean_squared_error = 0, .mean_absolute_error = 0, .r2 = 0};
    double varying = 0;
    for (const Column& column : columns_) {
        const NumberFigures figures = figures_of(column);
        result.targets.push_back(figures);
        sum.mean_squared_error += figures.mean_squared_error;
        sum.mean_absolute_error += figures.mean_absolute_error;
        if (!(column.least < column.most)) continue;
        sum.r2 += figures.r2;
        ++varying;
    }
    const auto count = static_cast<double>(columns_.size());
    result.all.mean_squared_error = sum.mean_squared_error / count;
    result.all.root_mean_squared_error = std::sqrt(result.all.mean_squared_error);
    result.all.mean_absolute_error = sum.mean_absolute_error / count;
    result.all.r2 = varying > 0 ? sum.r2 / varying : undefined_figure;
    return result;
}

}  // namespace descent::model
