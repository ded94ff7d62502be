#include "cli/evaluation/text.h"

#include "base/columns.h"
#include "base/text.h"
#include "model/evaluation/confusion.h"
#include "model/evaluation/named_figures.h"

namespace descent::cli {
namespace {

using model::cost_name;
using model::largest_confusions;
using model::matrix_of;
using model::most_classes_in_matrix;
using model::most_confusions_shown;
using model::named;
using model::NamedFigure;
using model::output_name;
using model::predicted_name;
using model::text_of;

using Row = std::vector<std::string>;

/// Of the whole; a second column by weight, where there are weights. Leaves out what does not exist in either.
std::string whole_figures(const Evaluation& evaluation, const Model& model) {
    std::vector<Row> rows = {{"patterns", to_text(evaluation.patterns)},
                             {"loss (" + cost_name(model) + ")", short_number(evaluation.loss, 6)}};
    const std::vector<NamedFigure> figures = named(evaluation.figures);
    const std::vector<NamedFigure> weighted = evaluation.weighted ? named(*evaluation.weighted) : figures;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const std::string text = text_of(figures[i]), by_weight = text_of(weighted[i]);
        if (text == "-" && by_weight == "-") continue;
        rows.push_back({figures[i].title, text});
        if (evaluation.weighted) rows.back().push_back(by_weight);
    }
    if (!evaluation.weighted) return aligned(rows, Side::right);
    rows[0].push_back("");
    rows[1].insert(rows[1].begin() + 1, "");
    rows.insert(rows.begin(), {"", "each counts 1", "by weight"});
    return aligned(rows, Side::right);
}

Row titles(const std::string& first, const std::vector<NamedFigure>& figures) {
    Row row = {first};
    for (const NamedFigure& figure : figures) row.push_back(figure.title);
    return row;
}

Row texts(const std::string& first, const std::vector<NamedFigure>& figures) {
    Row row = {first};
    for (const NamedFigure& figure : figures) row.push_back(text_of(figure));
    return row;
}

std::string targets_table(const RegressionFigures& regression, const Model& model) {
    if (regression.targets.size() < 2) return "";
    std::vector<Row> rows = {titles("target", named(NumberFigures()))};
    for (std::size_t i = 0; i < regression.targets.size(); ++i) {
        rows.push_back(texts(printable(output_name(model, i), 30), named(regression.targets[i])));
    }
    return "\n" + aligned(rows, Side::right);
}

std::string numbered(const Model& model, std::uint32_t label) {
    const std::string name = printable(predicted_name(model, label), 30);
    return label == no_class ? name : to_text(label) + " " + name;
}

std::string classes_table(const ClassificationFigures& classification, const Model& model) {
    if (classification.classes.size() > most_classes_in_matrix) return "";
    std::vector<Row> rows = {titles("class", named(ClassFigures()))};
    for (const ClassFigures& one : classification.classes)
        rows.push_back(texts(numbered(model, one.label), named(one)));
    return "\n" + aligned(rows, Side::right);
}

/// One row a true class, one column a predicted class.
std::string matrix_table(const Confusion& confusion, const std::vector<std::uint32_t>& labels, const Model& model) {
    std::vector<Row> rows = {{"true \\ predicted"}};
    for (const std::uint32_t label : labels) rows[0].push_back(label == no_class ? "NaN" : to_text(label));
    const auto matrix = matrix_of(confusion, labels);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == no_class) continue;
        rows.push_back({numbered(model, labels[i])});
        for (const std::uint64_t count : matrix[i]) rows.back().push_back(to_text(count));
    }
    return "\n" + aligned(rows, Side::right);
}

std::string confusions_list(const Confusion& confusion, std::size_t classes, const Model& model) {
    std::vector<Row> rows = {{"true class", "predicted", "patterns"}};
    for (const Confusion::Cell& cell : largest_confusions(confusion, most_confusions_shown)) {
        rows.push_back({numbered(model, cell.truth), numbered(model, cell.predicted), to_text(cell.count)});
    }
    if (rows.size() == 1) return "";
    return "\nthe largest confusions of " + to_text(classes) + " classes\n" + aligned(rows, Side::right);
}

std::string confusion_text(const Confusion& confusion, const Model& model) {
    const std::vector<std::uint32_t> labels = model::labels_of(confusion);
    return labels.size() <= most_classes_in_matrix ? matrix_table(confusion, labels, model)
                                                   : confusions_list(confusion, labels.size(), model);
}

}  // namespace

std::string table_of(const Evaluation& evaluation, const Model& model) {
    const Figures& figures = evaluation.figures;
    std::string text = whole_figures(evaluation, model);
    if (figures.regression) text += targets_table(*figures.regression, model);
    if (!figures.classification) return text;
    return text + classes_table(*figures.classification, model) + confusion_text(evaluation.confusion, model);
}

std::string line_of(const Evaluation& evaluation, const std::string& part) {
    std::string line = part + " loss " + short_number(evaluation.loss);
    if (const auto& classes = evaluation.figures.classification) {
        return line + ", " + part + " accuracy " + percent(classes->accuracy);
    }
    const NumberFigures& all = evaluation.figures.regression->all;
    line += ", " + part + " root mean squared error " + short_number(all.root_mean_squared_error);
    return line + ", " + part + " R2 " + text_of({"r2", "R2", all.r2});
}

}  // namespace descent::cli
