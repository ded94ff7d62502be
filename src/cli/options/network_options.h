#pragma once
/// \file
/// Options that describe the network and what it minimises.

#include <descent/dataset.h>
#include <descent/loss.h>
#include <descent/network.h>

#include <optional>
#include <string>
#include <vector>

#include "cli/options/option_list.h"

namespace descent::cli {

struct NetworkOptions {
    std::string hidden = "128";
    std::string activation = "sigmoid";
    std::string output_activation;
    std::string loss;

    void add_to(OptionList& options);

    /// What is minimised: as given, or cross-entropy for classes and mse for numbers.
    Loss chosen_loss(bool classes) const;
    /// Throws UsageError when the parts do not fit each other.
    Network network(std::size_t inputs, std::size_t outputs, bool classes) const;

private:
    std::vector<std::size_t> hidden_units() const;
    std::vector<Activation> hidden_activations(std::size_t layers) const;
    Activation chosen_output_activation(bool classes) const;
};

}  // namespace descent::cli
