#include "training/preparation/network_choice.h"

#include <descent/error.h>

#include <algorithm>
#include <span>

#include "base/names.h"
#include "base/range.h"
#include "base/text.h"
#include "training/preparation/defaults.h"

namespace descent::training {

Network NetworkChoice::for_data(const Dataset& training, Loss loss, const Model* from) const {
    return from != nullptr ? network_of(*from)
                           : network(training.inputs(), training.outputs(), training.has_classes(), loss);
}

Network NetworkChoice::network(std::size_t inputs, std::size_t outputs, bool classes, Loss loss) const {
    Network network{.inputs = inputs, .layers = {}};
    const auto units = hidden_units();
    const auto activations = hidden_activations(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) network.layers.push_back({units[i], activations[i]});
    network.layers.push_back({outputs, chosen_output_activation(classes, loss)});
    network.validate();
    validate_loss(loss, network.layers.back().activation);
    return network;
}

Network NetworkChoice::network_of(const Model& model) const {
    const std::vector<Layer>& layers = model.network.layers;
    std::vector<std::string> units, activations;
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
        units.push_back(to_text(layers[i].units));
        activations.emplace_back(to_string(layers[i].activation));
    }
    const auto refuse = [](const std::string& option, const std::string& has) {
        throw UsageError(option, "contradicts the model that the run begins with, which has " + has + "; leave it out");
    };
    const auto same_units = [](const Layer& layer, std::size_t count) { return layer.units == count; };
    const std::span hidden_layers(layers.data(), units.size());
    if (hidden_given && !std::ranges::equal(hidden_layers, hidden_units(), same_units)) {
        refuse("hidden", units.empty() ? "no hidden layer" : join(units, ","));
    }
    const auto same_activation = [](const Layer& layer, Activation one) { return layer.activation == one; };
    if (!activation.empty() && !std::ranges::equal(hidden_layers, hidden_activations(units.size()), same_activation)) {
        refuse("activation", join(activations, ","));
    }
    const Activation output = layers.back().activation;
    if (!output_activation.empty() && parse_named("output_activation", output_activation, parse_activation) != output) {
        refuse("output_activation", std::string(to_string(output)));
    }
    return model.network;
}

std::vector<std::size_t> NetworkChoice::hidden_units() const {
    std::vector<std::size_t> units;
    if (hidden == "none") return units;
    for (const std::string& part : split_list(hidden)) {
        units.push_back(parse_whole("hidden", part, {1, 1'000'000'000}));
    }
    if (units.empty()) throw UsageError("hidden", "is empty, expected numbers of units such as 128,64, or none");
    return units;
}

std::vector<Activation> NetworkChoice::hidden_activations(std::size_t layers) const {
    if (activation.empty()) return std::vector<Activation>(layers, Activation::relu);
    if (layers == 0) throw UsageError("activation", "has no meaning without a hidden layer");
    const auto names = split_list(activation);
    if (names.size() != 1 && names.size() != layers) {
        throw UsageError("activation", "found " + to_text(names.size()) + " names, expected one, or one for each of " +
                                           to_text(layers) + " hidden layers");
    }
    std::vector<Activation> activations;
    for (std::size_t i = 0; i < layers; ++i) {
        activations.push_back(parse_activation(names.size() == 1 ? names[0] : names[i]));
        if (activations.back() == Activation::softmax) {
            throw UsageError("activation", "softmax is for the output layer; output_activation=softmax puts it there");
        }
    }
    return activations;
}

Activation NetworkChoice::chosen_output_activation(bool classes, Loss loss) const {
    if (!output_activation.empty()) return parse_named("output_activation", output_activation, parse_activation);
    return default_output_activation(classes, loss);
}

}  // namespace descent::training
