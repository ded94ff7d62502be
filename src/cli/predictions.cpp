#include "cli/predictions.h"

#include <cmath>
#include <optional>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "model/evaluation/named_figures.h"
#include "model/figures/answer.h"

namespace descent::cli {
namespace {

/// What the network computed is float32; only in another unit it has more digits.
std::string number_of(const Model& model, double output) {
    return model.target_scaling.shift.empty() ? to_text(static_cast<float>(output)) : to_text(output);
}

/// Nothing where a field is no number. Numbers have no quotes.
std::optional<std::vector<double>> leading_numbers(std::string_view line, std::size_t count) {
    std::vector<double> numbers;
    while (numbers.size() < count) {
        const std::size_t size = std::min(line.find(','), line.size());
        const auto number = parse_number<double>(line.substr(0, size));
        if (!number) return std::nullopt;
        numbers.push_back(*number);
        line.remove_prefix(std::min(size + 1, line.size()));
    }
    return numbers;
}

/// What is not finite says nothing of its activation.
bool can_be_outputs(Activation activation, std::span<const double> outputs) {
    double sum = 0;
    for (const double output : outputs) {
        const bool is_share = activation == Activation::softmax || activation == Activation::sigmoid;
        if (is_share && (output < 0 || output > 1)) return false;
        sum += output;
    }
    constexpr double rounding = 1e-3;
    return activation != Activation::softmax || !(std::abs(sum - 1) > rounding);
}

bool is_predicted(const Model& model, std::string_view line) {
    const auto outputs = leading_numbers(line, model.network.outputs());
    return outputs && can_be_outputs(model.network.layers.back().activation, *outputs) &&
           predicted_line(model, *outputs) == line;
}

}  // namespace

std::string predictions_header(const Model& model) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < model.network.outputs(); ++i) names.push_back(csv_text(model::output_name(model, i)));
    if (!model.class_names.empty()) names.push_back("predicted");
    return csv_line(names);
}

std::string predicted_line(const Model& model, std::span<const double> outputs) {
    std::vector<std::string> fields;
    for (const double output : outputs) fields.push_back(number_of(model, output));
    if (!model.class_names.empty()) {
        const std::uint32_t predicted = model::predicted_class(outputs);
        fields.push_back(predicted == no_class ? "" : csv_text(model.class_names[predicted]));
    }
    return csv_line(fields);
}

std::string line_without_prediction(const Model& model) {
    std::vector<std::string> fields(model.network.outputs() + (model.class_names.empty() ? 0 : 1));
    return fields.size() == 1 ? "\"\"\n" : csv_line(fields);
}

bool are_predictions(const Model& model, std::string_view text) {
    const std::string header = predictions_header(model);
    if (model.class_names.empty() || !text.starts_with(header)) return false;
    text.remove_prefix(header.size());
    const std::string blank = line_without_prediction(model);
    while (!text.empty()) {  // names hold no line breaks
        const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
        if (line != blank && !is_predicted(model, line)) return false;
        text.remove_prefix(line.size());
    }
    return true;
}

}  // namespace descent::cli
