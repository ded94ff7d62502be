#include "model/figures/classification.h"

#include <descent/value.h>

#include <cmath>
#include <limits>

namespace descent::model {
namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : undefined_figure; }

/// -ln of a probability; one that underflowed counts as the smallest normal float32.
double surprise(float probability) {
    if (std::isnan(probability)) return undefined_figure;
    return -log(static_cast<double>(std::max(probability, std::numeric_limits<float>::min())));
}

struct ClassCounts {
    double patterns = 0, predicted = 0, right = 0;
};

ClassFigures figures_of(std::uint32_t label, const ClassCounts& counts) {
    return {.label = label,
            .patterns = counts.patterns,
            .predicted = counts.predicted,
            .precision = ratio(counts.right, counts.predicted),
            .recall = ratio(counts.right, counts.patterns),
            .f1 = ratio(2 * counts.right, counts.patterns + counts.predicted)};
}

/// Mean over the classes that occur, as scikit-learn's: what is not defined counts as 0.
double macro(const std::vector<ClassFigures>& classes, double ClassFigures::*figure) {
    double sum = 0;
    for (const ClassFigures& one : classes) sum += std::isnan(one.*figure) ? 0 : one.*figure;
    return ratio(sum, static_cast<double>(classes.size()));
}

/// Mean over the classes that have patterns.
double mean_recall(const std::vector<ClassFigures>& classes) {
    double sum = 0, count = 0;
    for (const ClassFigures& one : classes) {
        if (std::isnan(one.recall)) continue;
        sum += one.recall;
        ++count;
    }
    return ratio(sum, count);
}

}  // namespace

void ClassificationSums::add(const Answer& answer, float weight) {
    const auto w = static_cast<double>(weight);
    cells_[{answer.truth, answer.predicted}] += w;
    weight_ += w;
    if (answer.predicted == answer.truth) right_ += w;
    if (answer.before < top_k_) in_top_ += w;
    if (probabilities_ && w != 0) log_loss_ += w * surprise(answer.own);
    if (classes_ == 2) curve_.add(answer.last, answer.truth == 1, weight);
}

ClassificationFigures ClassificationSums::figures() const {
    std::map<std::uint32_t, ClassCounts> counts;
    for (const auto& [pair, weight] : cells_) {
        counts[pair.first].patterns += weight;
        if (pair.second == no_class) continue;
        counts[pair.second].predicted += weight;
        if (pair.first == pair.second) counts[pair.first].right += weight;
    }
    ClassificationFigures result;
    for (const auto& [label, count] : counts) result.classes.push_back(figures_of(label, count));
    result.accuracy = ratio(right_, weight_);
    result.balanced_accuracy = mean_recall(result.classes);
    result.precision = macro(result.classes, &ClassFigures::precision);
    result.recall = macro(result.classes, &ClassFigures::recall);
    result.f1 = macro(result.classes, &ClassFigures::f1);
    if (probabilities_) result.log_loss = ratio(log_loss_, weight_);
    result.top_k = top_k_;
    if (classes_ > top_k_) result.top_k_accuracy = ratio(in_top_, weight_);
    if (classes_ == 2) result.roc_auc = curve_.area();
    return result;
}

Confusion ClassificationSums::confusion() const {
    Confusion confusion;
    for (const auto& [pair, weight] : cells_) {
        confusion.cells.push_back({pair.first, pair.second, static_cast<std::uint64_t>(weight)});
    }
    return confusion;
}

}  // namespace descent::model
