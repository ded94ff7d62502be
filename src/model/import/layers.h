#pragma once
/// \file
/// A network as another program's file has it, and the model that becomes of it.

#include <string>
#include <vector>

#include <descent/model.h>

namespace descent::model {

struct ForeignLayer {
    std::size_t inputs = 0, units = 0;
    std::vector<float> weights = {};  ///< [units][inputs]
    std::vector<float> biases = {};   ///< [units]
    Activation activation = Activation::identity;
};

struct ForeignNetwork {
    std::vector<ForeignLayer> layers;
    Scaling scaling = {};  ///< empty: inputs as they are
};

/// What a user says of a network. What is empty follows from it.
struct ImportChoice {
    std::string activation = {};                ///< of the hidden layers, where the file does not say it
    std::string output_activation = {};         ///< where the file does not say it, or ends in sums
    std::string loss = {};                      ///< cross-entropy after softmax and sigmoid, else mse
    std::vector<std::string> class_names = {};  ///< after softmax: 0, 1, ...
};

/// A model that goes on training. Throws UsageError for a choice that the network cannot have, InputError that names
/// `path` where layers do not fit each other.
Model model_of(ForeignNetwork network, const ImportChoice& choice, const std::string& path);

}  // namespace descent::model
