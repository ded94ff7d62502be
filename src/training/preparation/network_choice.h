#pragma once
/// \file
/// The network that a user describes in words, completed from the data.
///
///     const Network network = NetworkChoice{.hidden = "64,32"}.network(inputs, outputs, classes, loss);

#include <descent/dataset.h>
#include <descent/loss.h>
#include <descent/model.h>
#include <descent/network.h>

#include <string>
#include <vector>

namespace descent::training {

struct NetworkChoice {
    std::string hidden = "128";          ///< units of the hidden layers with commas, or "none"
    std::string activation = {};         ///< of the hidden layers, one or one each; empty: relu
    std::string output_activation = {};  ///< empty: see default_output_activation
    bool hidden_given = false;

    /// For that data: the network of `from` where a run begins with a model, else `network`.
    Network for_data(const Dataset& training, Loss loss, const Model* from) const;

    /// Throws UsageError when the parts do not fit each other.
    Network network(std::size_t inputs, std::size_t outputs, bool classes, Loss loss) const;

    /// That of a model which is trained on. Throws UsageError when what was given contradicts it.
    Network network_of(const Model& model) const;

private:
    std::vector<std::size_t> hidden_units() const;
    std::vector<Activation> hidden_activations(std::size_t layers) const;
    Activation chosen_output_activation(bool classes, Loss loss) const;
};

}  // namespace descent::training
