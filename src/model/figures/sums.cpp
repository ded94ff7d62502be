#include "model/figures/sums.h"

#include <algorithm>

namespace descent::model {
namespace {

/// The targets of a row of the whole file.
void copy_targets(const Dataset& data, std::uint32_t row, std::span<double> targets) {
    const Dataset::Targets& raw = data.raw_targets();
    std::copy_n(raw.values.begin() + static_cast<std::ptrdiff_t>(row * raw.columns), raw.columns, targets.begin());
}

}  // namespace

FigureSums::FigureSums(const Model& model, const Dataset& data, const PatternWeights& weights, std::size_t top_k)
    : model_(model),
      data_(data),
      weights_(weights),
      plain_(make(top_k)),
      weighted_(weights.given() ? std::optional(make(top_k)) : std::nullopt),
      outputs_(data.has_classes() ? 0 : model.network.outputs()),
      targets_(outputs_.size()) {
    if (plain_.numbers) add_targets();
}

FigureSums::Sums FigureSums::make(std::size_t top_k) const {
    const std::size_t outputs = model_.network.outputs();
    Sums sums;
    if (data_.has_classes()) {
        const bool probabilities = model_.network.layers.back().activation == Activation::softmax;
        sums.classes.emplace(outputs, probabilities, top_k);
    } else {
        sums.numbers.emplace(outputs);
    }
    return sums;
}

void FigureSums::add_targets() {
    for (const std::uint32_t row : data_.rows()) {
        copy_targets(data_, row, targets_);
        plain_.numbers->add_target(targets_, 1);
        if (weighted_) weighted_->numbers->add_target(targets_, weights_.of(row));
    }
}

void FigureSums::add(std::span<const float> outputs, std::span<const std::uint32_t> rows) {
    const std::size_t width = model_.network.outputs();
    for (std::size_t p = 0; p < rows.size(); ++p) {
        const auto row = outputs.subspan(p * width, width);
        plain_.classes ? add_class(row, rows[p]) : add_numbers(row, rows[p]);
    }
}

void FigureSums::add_class(std::span<const float> outputs, std::uint32_t row) {
    const Answer answer = answer_of(outputs, data_.raw_targets().labels[row]);
    plain_.classes->add(answer, 1);
    if (weighted_) weighted_->classes->add(answer, weights_.of(row));
}

void FigureSums::add_numbers(std::span<const float> outputs, std::uint32_t row) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        outputs_[i] = in_own_unit(model_.target_scaling, i, static_cast<double>(outputs[i]));
    }
    copy_targets(data_, row, targets_);
    plain_.numbers->add(outputs_, targets_, 1);
    if (weighted_) weighted_->numbers->add(outputs_, targets_, weights_.of(row));
}

Figures FigureSums::Sums::figures() const {
    return {.regression = numbers ? std::optional(numbers->figures()) : std::nullopt,
            .classification = classes ? std::optional(classes->figures()) : std::nullopt};
}

void FigureSums::write_to(Evaluation& evaluation) const {
    evaluation.figures = plain_.figures();
    if (weighted_) evaluation.weighted = weighted_->figures();
    if (plain_.classes) evaluation.confusion = plain_.classes->confusion();
}

}  // namespace descent::model
