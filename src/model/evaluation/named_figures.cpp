#include "model/evaluation/named_figures.h"

#include <cmath>

#include "base/text.h"

namespace descent::model {

std::vector<NamedFigure> named(const NumberFigures& figures) {
    return {{"mean_squared_error", "mean squared error", figures.mean_squared_error},
            {"root_mean_squared_error", "root mean squared error", figures.root_mean_squared_error},
            {"mean_absolute_error", "mean absolute error", figures.mean_absolute_error},
            {"r2", "R2", figures.r2}};
}

std::vector<NamedFigure> named(const ClassificationFigures& figures) {
    const std::string k = to_text(figures.top_k);
    return {{"accuracy", "accuracy", figures.accuracy, true},
            {"balanced_accuracy", "balanced accuracy", figures.balanced_accuracy, true},
            {"precision", "precision, mean of classes", figures.precision, true},
            {"recall", "recall, mean of classes", figures.recall, true},
            {"f1", "F1, mean of classes", figures.f1, true},
            {"log_loss", "log loss", figures.log_loss},
            {"top_" + k + "_accuracy", "top-" + k + " accuracy", figures.top_k_accuracy, true},
            {"roc_auc", "area under the ROC curve", figures.roc_auc}};
}

std::vector<NamedFigure> named(const ClassFigures& figures) {
    return {{"patterns", "patterns", figures.patterns},
            {"predicted", "predicted", figures.predicted},
            {"precision", "precision", figures.precision, true},
            {"recall", "recall", figures.recall, true},
            {"f1", "F1", figures.f1, true}};
}

std::vector<NamedFigure> named(const Figures& figures) {
    if (figures.classification) return named(*figures.classification);
    return figures.regression ? named(figures.regression->all) : std::vector<NamedFigure>();
}

std::string text_of(const NamedFigure& figure) {
    if (std::isnan(figure.value)) return "-";
    return figure.share ? percent(figure.value) : short_number(figure.value, 6);
}

std::string cost_name(const Model& model) {
    std::string name = model.loss == Loss::mse   ? "half squared error"
                       : model.loss == Loss::mae ? "absolute error"
                                                 : std::string(to_string(model.loss));
    if (model.loss == Loss::huber && model.huber_delta != 1) name += " with delta " + to_text(model.huber_delta);
    return model.target_scaling.shift.empty() ? name : name + " of scaled targets";
}

std::string output_name(const Model& model, std::size_t output) {
    if (!model.class_names.empty()) return model.class_names[output];
    return model.target_names.size() == model.network.outputs() ? model.target_names[output]
                                                                : "output_" + to_text(output);
}

std::string predicted_name(const Model& model, std::uint32_t predicted) {
    return predicted == no_class ? "NaN" : output_name(model, predicted);
}

}  // namespace descent::model
