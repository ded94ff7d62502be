#include "model/import/layers.h"

#include <descent/error.h>

#include <cmath>

#include "base/text.h"
#include "model/consistent.h"
#include "model/safetensors.h"

namespace descent::model {
namespace {

void check_widths(const std::vector<ForeignLayer>& layers, const std::string& path) {
    if (layers.empty()) throw InputError(path, "", "no layer", "one at least");
    for (std::size_t l = 1; l < layers.size(); ++l) {
        if (layers[l].inputs == layers[l - 1].units) continue;
        throw InputError(path, "layer " + to_text(l), to_text(layers[l].inputs) + " inputs",
                         to_text(layers[l - 1].units) + ", the units of the layer before");
    }
}

void check_finite(const std::vector<float>& values, const std::string& name, const std::string& path) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isfinite(values[i])) continue;
        throw InputError(path, name, to_text(values[i]) + " at position " + to_text(i), "finite numbers");
    }
}

void choose_output(Activation& activation, const std::string& chosen) {
    if (chosen.empty()) return;
    const Activation wanted = parse_activation(chosen);
    if (activation != Activation::identity && activation != wanted) {
        throw UsageError("output_activation", "is " + chosen + ", but the network ends in " +
                                                  std::string(to_string(activation)) + " already");
    }
    activation = wanted;
}

Loss default_loss(bool probabilities) { return probabilities ? Loss::cross_entropy : Loss::mse; }

Loss loss_of(Activation output, const std::string& chosen) {
    if (!chosen.empty()) return parse_loss(chosen);
    return default_loss(output == Activation::softmax || output == Activation::sigmoid);
}

std::vector<std::string> names_of_classes(const Network& network, const std::vector<std::string>& chosen) {
    if (!chosen.empty() || network.layers.back().activation != Activation::softmax) return chosen;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < network.outputs(); ++i) names.push_back(to_text(i));
    return names;
}

}  // namespace

Model model_of(ForeignNetwork foreign, const ImportChoice& choice, const std::string& path) {
    check_widths(foreign.layers, path);
    choose_output(foreign.layers.back().activation, choice.output_activation);
    Model model;
    model.network.inputs = foreign.layers.front().inputs;
    for (const ForeignLayer& layer : foreign.layers) model.network.layers.push_back({layer.units, layer.activation});
    model.network.validate();
    model.tensors = expected_tensors(model.network);
    for (std::size_t l = 0; l < foreign.layers.size(); ++l) {
        model.tensors[2 * l].values = std::move(foreign.layers[l].weights);
        model.tensors[2 * l + 1].values = std::move(foreign.layers[l].biases);
    }
    for (const ModelTensor& tensor : model.tensors) check_finite(tensor.values, place_of(tensor.name), path);
    model.scaling = std::move(foreign.scaling);
    if (model.scaling.shift.empty()) {
        model.scaling.shift.assign(model.network.inputs, 0);
        model.scaling.scale.assign(model.network.inputs, 1);
    }
    model.loss = loss_of(model.network.layers.back().activation, choice.loss);
    model.class_names = names_of_classes(model.network, choice.class_names);
    require_consistent(model);
    return model;
}

}  // namespace descent::model
