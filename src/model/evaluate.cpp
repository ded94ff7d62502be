#include <map>
#include <string_view>

#include <descent/error.h>
#include <descent/model.h>

#include "base/text.h"
#include "model/figures/sums.h"
#include "model/figures/top_k.h"
#include "model/predictor.h"
#include "objective/target_check.h"

namespace descent {
namespace {

/// The model's number of each class of the data, found by name.
std::vector<std::uint32_t> class_numbers(const Model& model, const Dataset& data) {
    std::map<std::string_view, std::uint32_t> known;
    for (const std::string& name : model.class_names) known.emplace(name, static_cast<std::uint32_t>(known.size()));
    std::vector<std::uint32_t> numbers;
    for (const std::string& name : data.class_names()) {
        const auto found = known.find(name);
        if (found == known.end()) {
            throw InputError(data.name(), "", "class " + quote(name),
                             "one of the model's: " + printable(join(model.class_names)));
        }
        numbers.push_back(found->second);
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
    return data.with_targets(std::move(targets));
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
    objective::check_targets(model.network, model.loss, model.target_scaling, data, objective::Choice::none);
}

}  // namespace

Evaluation Predictor::evaluate(const Dataset& data, std::optional<std::size_t> top_k) {
    const Model& model = implementation_->model;
    model::check_top_k(top_k, model.class_names.size());
    model::require_inputs(model, data);
    require_targets(model, data);
    if (data.patterns() == 0) throw InputError(data.name(), "", "no patterns", "at least one");
    const Dataset labelled = with_model_classes(model, data);
    const model::PatternWeights weights(labelled, model.class_weights);
    model::FigureSums sums(model, labelled, weights, top_k.value_or(default_top_k));
    engine::BatchResult total;
    implementation_->inference.for_each_block(labelled, [&](auto rows, auto outputs, const engine::BatchResult& block) {
        total.loss += block.loss;
        total.weight += block.weight;
        sums.add(outputs, rows);
    });
    Evaluation evaluation{.patterns = data.patterns(), .loss = total.mean_loss()};
    sums.write_to(evaluation);
    return evaluation;
}

Evaluation evaluate(const Model& model, const Dataset& data, const Threads& threads, std::optional<std::size_t> top_k) {
    return Predictor(model, threads).evaluate(data, top_k);
}

}  // namespace descent
