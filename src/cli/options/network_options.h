#pragma once
/// \file
/// Options that describe the network.

#include <descent/loss.h>
#include <descent/network.h>

#include <string>
#include <vector>

#include "cli/options/option_list.h"

namespace descent {
struct Model;
}

namespace descent::cli {

struct NetworkOptions {
    std::string hidden = "128";
    std::string activation = {};  ///< empty: sigmoid
    std::string output_activation = {};

    /// To the last group of `options`.
    void add_to(OptionList& options);

    /// Throws UsageError when the parts do not fit each other.
    Network network(std::size_t inputs, std::size_t outputs, bool classes, Loss loss) const;

    /// That of a model which is trained on. Throws UsageError when an option that was given contradicts it.
    Network network_of(const Model& model) const;

private:
    std::vector<std::size_t> hidden_units() const;
    std::vector<Activation> hidden_activations(std::size_t layers) const;
    Activation chosen_output_activation(bool classes, Loss loss) const;

    bool hidden_given_ = false;
};

}  // namespace descent::cli
