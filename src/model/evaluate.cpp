#include <algorithm>

#include <descent/error.h>
#include <descent/model.h>

#include "base/text.h"
#include "model/inference.h"
#include "objective/target_check.h"

namespace descent {
namespace {

/// The model's number of each class of the data, found by name.
std::vector<std::uint32_t> class_numbers(const Model& model, const Dataset& data) {
    std::vector<std::uint32_t> numbers;
    for (const std::string& name : data.class_names()) {
        const auto found = std::find(model.class_names.begin(), model.class_names.end(), name);
        if (found == model.class_names.end()) {
            throw InputError(data.name(), "", "class " + quote(name),
                             "one of the model's: " + printable(join(model.class_names)));
        }
        numbers.push_back(static_cast<std::uint32_t>(found - model.class_names.begin()));
    }
    return numbers;
}

/// The same patterns with their classes numbered as the model does.
Dataset with_model_classes(const Model& model, const Dataset& data) {
    if (data.class_names() == model.class_names) return data;
    const std::vector<std::uint32_t> numbers = class_numbers(model, data);
    Dataset::Targets targets{.labels = data.raw_targets().labels,
                             .class_names = model.class_names,
                             .values = {},
                             .columns = data.raw_targets().columns};
    for (std::uint32_t& label : targets.labels) label = numbers[label];
    const Dataset whole(data.name(), data.raw_inputs(), std::move(targets), data.details());
    return whole.subset(data.rows());
}

void require_targets(const Model& model, const Dataset& data) {
    const bool classes = !model.class_names.empty();
    const std::string expected =
        classes ? "classes, as the model was trained on"
                : to_text(model.network.outputs()) + " target columns of numbers, as the model was trained on";
    if (!data.has_targets()) throw InputError(data.name(), "", "no targets", expected);
    if (data.has_classes() != classes) {
        throw InputError(data.name(), "", data.has_classes() ? "classes" : "target columns of numbers", expected);
    }
    if (!classes && data.outputs() != model.network.outputs()) {
        throw InputError(data.name(), "", to_text(data.outputs()) + " target columns", expected);
    }
    objective::check_targets(model.network, model.loss, model.target_scaling, data);
}

/// Adds one block of patterns to the counts; the predicted class is the first of the largest outputs.
void count_predictions(std::span<const float> outputs, std::span<const std::uint32_t> rows, const Dataset& data,
                       Evaluation& evaluation) {
    const std::size_t width = evaluation.confusion.size();
    for (std::size_t p = 0; p < rows.size(); ++p) {
        const auto row = outputs.subspan(p * width, width);
        const auto predicted = static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
        ++evaluation.confusion[data.raw_targets().labels[rows[p]]][predicted];
    }
}

double share_on_diagonal(const Evaluation& evaluation) {
    std::uint64_t right = 0;
    for (std::size_t i = 0; i < evaluation.confusion.size(); ++i) right += evaluation.confusion[i][i];
    return static_cast<double>(right) / static_cast<double>(evaluation.patterns);
}

}  // namespace

Evaluation evaluate(const Model& model, const Dataset& data, const Threads& threads) {
    model::Inference inference(model, threads);
    model::require_inputs(model, data);
    require_targets(model, data);
    if (data.patterns() == 0) throw InputError(data.name(), "", "no patterns", "at least one");
    const Dataset labelled = with_model_classes(model, data);
    const std::size_t width = model.network.outputs();
    Evaluation evaluation{.patterns = data.patterns(), .loss = 0, .accuracy = -1, .confusion = {}};
    if (labelled.has_classes()) evaluation.confusion.assign(width, std::vector<std::uint64_t>(width, 0));
    std::vector<float> outputs(std::min(model::inference_block, data.patterns()) * width);
    for (std::size_t first = 0; first < data.patterns(); first += model::inference_block) {
        const std::size_t count = std::min(model::inference_block, data.patterns() - first);
        const auto rows = labelled.rows().subspan(first, count);
        const auto block = std::span(outputs).first(count * width);
        evaluation.loss += inference.run(labelled, rows, block).loss;
        if (labelled.has_classes()) count_predictions(block, rows, labelled, evaluation);
    }
    evaluation.loss /= static_cast<double>(data.patterns());
    if (labelled.has_classes()) evaluation.accuracy = share_on_diagonal(evaluation);
    return evaluation;
}

}  // namespace descent
