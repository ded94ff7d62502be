#include "cli/evaluation/no_better.h"

#include <algorithm>

#include "base/text.h"
#include "model/evaluation/named_figures.h"

namespace descent::cli {
namespace {

/// A network that answers about the mean of what it was trained on has an R2 of nearly 0 on either side.
constexpr double hardly = 0.01;

constexpr std::size_t most_targets_named = 5;

std::string than_largest_class(const ClassificationFigures& figures, const Model& model) {
    double patterns = 0;
    std::size_t occurring = 0;
    for (const ClassFigures& one : figures.classes) {
        patterns += one.patterns;
        occurring += one.patterns > 0 ? 1 : 0;
    }
    if (occurring < 2) return "";
    const ClassFigures& largest = *std::ranges::max_element(figures.classes, {}, &ClassFigures::patterns);
    const double share = largest.patterns / patterns;
    if (figures.accuracy > share) return "";
    return "accuracy " + percent(figures.accuracy) + " is no better than always answering " +
           quote(model::output_name(model, largest.label)) + ", the largest class, " + percent(share);
}

std::string than_mean(const RegressionFigures& figures, const Model& model) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < figures.targets.size(); ++i) {
        if (figures.targets[i].r2 < hardly) names.push_back(quote(model::output_name(model, i)));
    }
    if (names.empty()) return "";
    const std::size_t more = names.size() - std::min(names.size(), most_targets_named);
    names.resize(names.size() - more);
    return "R2 below " + short_number(hardly) + ": hardly better than always answering the mean of " + join(names) +
           (more > 0 ? " and " + to_text(more) + " more" : "");
}

bool takes_inputs_as_they_are(const Scaling& scaling) {
    return std::ranges::all_of(scaling.shift, [](double shift) { return shift == 0; }) &&
           std::ranges::all_of(scaling.scale, [](double scale) { return scale == 1; });
}

std::string remedies(const Model& model, bool scaled) {
    std::string text = "; try ";
    if (!scaled && takes_inputs_as_they_are(model.scaling)) text += "--scaling standardise, ";
    const bool unbounded = model.network.layers.back().activation == Activation::identity;
    if (model.class_names.empty() && model.target_scaling.shift.empty() &&
        targets_of(model.loss) != TargetKind::probabilities) {
        text += unbounded ? "--target-scaling standardise, " : "--target-scaling min-max, ";
    }
    return text + "another --set learning_rate=X, more --epochs";
}

}  // namespace

std::string no_better_note(const Evaluation& evaluation, const Model& model, bool scaled) {
    const Figures& figures = evaluation.weighted ? *evaluation.weighted : evaluation.figures;
    const std::string note = figures.classification ? than_largest_class(*figures.classification, model)
                             : figures.regression   ? than_mean(*figures.regression, model)
                                                    : "";
    return note.empty() ? "" : (evaluation.weighted ? "weighted " : "") + note + remedies(model, scaled);
}

}  // namespace descent::cli
