#include "model/evaluation/json.h"

#include <map>

#include "model/evaluation/confusion.h"
#include "model/evaluation/named_figures.h"

namespace descent::model {
namespace {

void add(Json& json, const std::vector<NamedFigure>& figures, const std::string& prefix = "") {
    for (const NamedFigure& figure : figures) json[prefix + figure.key] = figure.value;
}

Json regression_parts(const RegressionFigures& regression, const Model& model) {
    Json targets = Json::array();
    for (std::size_t i = 0; i < regression.targets.size(); ++i) {
        Json target = {{"target", output_name(model, i)}};
        add(target, named(regression.targets[i]));
        targets.push_back(std::move(target));
    }
    return targets;
}

Json class_parts(const ClassificationFigures& classification, const Model& model) {
    Json classes = Json::array();
    for (const ClassFigures& one : classification.classes) {
        Json json = {{"class", output_name(model, one.label)}};
        add(json, named(one));
        classes.push_back(std::move(json));
    }
    return classes;
}

Json figures_json(const Figures& figures, const Model& model) {
    Json json = Json::object();
    add(json, named(figures));
    if (figures.regression) json["per_target"] = regression_parts(*figures.regression, model);
    if (figures.classification) json["per_class"] = class_parts(*figures.classification, model);
    return json;
}

Json names(const std::vector<std::uint32_t>& labels, const Model& model) {
    Json names = Json::array();
    for (const std::uint32_t label : labels) names.push_back(predicted_name(model, label));
    return names;
}

/// Few classes: a matrix. Many: the pairs that occur.
void add_confusion(Json& json, const Confusion& confusion, const Model& model) {
    const std::vector<std::uint32_t> labels = labels_of(confusion);
    json["classes"] = names(labels, model);
    if (labels.size() <= most_classes_in_matrix) {
        json["confusion"] = matrix_of(confusion, labels);
        return;
    }
    std::map<std::uint32_t, std::size_t> places;
    for (const std::uint32_t label : labels) places.emplace(label, places.size());
    Json pairs = Json::array();
    for (const Confusion::Cell& cell : confusion.cells) {
        Json pair = Json::array();
        pair.push_back(places.at(cell.truth));
        pair.push_back(places.at(cell.predicted));
        pair.push_back(cell.count);
        pairs.push_back(std::move(pair));
    }
    json["confusion_pairs"] = std::move(pairs);
}

}  // namespace

Json to_json(const Evaluation& evaluation, const Model& model) {
    Json json = {{"patterns", evaluation.patterns}, {"loss", evaluation.loss}, {"cost", cost_name(model)}};
    json.update(figures_json(evaluation.figures, model));
    if (evaluation.weighted) json["weighted"] = figures_json(*evaluation.weighted, model);
    if (evaluation.figures.classification) add_confusion(json, evaluation.confusion, model);
    return json;
}

Json summary_of(const Evaluation& evaluation, const std::string& prefix) {
    Json json = {{prefix + "patterns", evaluation.patterns}, {prefix + "loss", evaluation.loss}};
    add(json, named(evaluation.figures), prefix);
    if (evaluation.weighted) add(json, named(*evaluation.weighted), prefix + "weighted_");
    return json;
}

}  // namespace descent::model
