#include "cli/options/network_options.h"

#include <descent/error.h>

#include "base/text.h"
#include "network/names.h"

namespace descent::cli {

void NetworkOptions::add_to(OptionList& options) {
    std::vector<std::string> hidden_names = names_of<Activation>();
    std::erase(hidden_names, name_of(Activation::softmax));
    options.text("hidden", "N,N,...", hidden,
                 "units of the hidden layers, from input to output; none for no hidden layer");
    options.text("activation", "NAME", activation,
                 "activation of the hidden layers: " + alternatives(hidden_names) +
                     "; or one a layer, with commas [default: sigmoid]");
    options.text("output-activation", "NAME", output_activation,
                 "activation of the output layer, also softmax [default: softmax for classes with cross-entropy, "
                 "sigmoid for classes with mse and for numbers with cross-entropy, else identity]");
}

Network NetworkOptions::network(std::size_t inputs, std::size_t outputs, bool classes, Loss loss) const {
    Network network{.inputs = inputs, .layers = {}};
    const auto units = hidden_units();
    const auto activations = hidden_activations(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) network.layers.push_back({units[i], activations[i]});
    network.layers.push_back({outputs, chosen_output_activation(classes, loss)});
    network.validate();
    validate_loss(loss, network.layers.back().activation);
    return network;
}

std::vector<std::size_t> NetworkOptions::hidden_units() const {
    std::vector<std::size_t> units;
    if (hidden == "none") return units;
    for (const std::string& part : split_list(hidden)) {
        units.push_back(parse_whole("hidden", part, {1, 1'000'000'000}));
    }
    if (units.empty()) throw UsageError("hidden", "is empty, expected numbers of units such as 128,64, or none");
    return units;
}

std::vector<Activation> NetworkOptions::hidden_activations(std::size_t layers) const {
    if (activation.empty()) return std::vector<Activation>(layers, Activation::sigmoid);
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
            throw UsageError("activation", "softmax is for the output layer: --output-activation softmax");
        }
    }
    return activations;
}

Activation NetworkOptions::chosen_output_activation(bool classes, Loss loss) const {
    if (!output_activation.empty()) return parse_named("output_activation", output_activation, parse_activation);
    const bool probabilities = targets_of(loss) == TargetKind::probabilities;
    if (classes) return probabilities ? Activation::softmax : Activation::sigmoid;
    return probabilities ? Activation::sigmoid : Activation::identity;
}

}  // namespace descent::cli
