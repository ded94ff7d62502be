#include "cli/options/network_options.h"

#include "base/text.h"
#include "network/names.h"

namespace descent::cli {

void NetworkOptions::add_to(OptionList& options) {
    std::vector<std::string> hidden_names = names_of<Activation>();
    std::erase(hidden_names, name_of(Activation::softmax));
    Option& units = options.text("hidden", "N,N,...", hidden,
                                 "units of the hidden layers, from input to output; none for no hidden layer");
    units.set = [this, set = units.set](const std::string& given) {
        set(given);
        hidden_given = true;
    };
    options.text("activation", "NAME", activation,
                 "activation of the hidden layers: " + alternatives(hidden_names) +
                     "; or one a layer, with commas [default: relu]");
    options.text("output-activation", "NAME", output_activation,
                 "activation of the output layer, also softmax [default: softmax for classes with cross-entropy, "
                 "sigmoid for classes with mse and for numbers with cross-entropy, else identity]");
}

}  // namespace descent::cli
