#pragma once
/// \file
/// What is trained, as a description: the layers of a fully connected network. Holds no weights.
///
/// Contract: plain values; copy freely, from any thread. `validate` throws before anything is built on them.
///
///     descent::Network network{.inputs = 784, .layers = {{128, Activation::sigmoid}, {10, Activation::softmax}}};
///     network.validate();

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <descent/activations.h>

namespace descent {

/// The function between a layer's sums and its outputs. Values stand in files: never change.
enum class Activation {
#define DESCENT_ENUMERATOR(name, Formula, number, onnx_operator) name = number,
    DESCENT_ACTIVATIONS(DESCENT_ENUMERATOR)
#undef DESCENT_ENUMERATOR
};

/// How weights start; biases start at zero but for `torch_linear` and `scikit_learn`. Values stand in files: never
/// change. Sources: Glorot and Bengio 2010; He et al. 2015, for relu and its kin; `torch.nn.Linear.reset_parameters`;
/// LeCun et al. 1998, for selu; `MLPClassifier`, for tanh and relu.
enum class Initialisation {
    glorot_uniform = 0,  ///< U(-a, a), a = sqrt(6 / (fan_in + fan_out))
    glorot_normal = 1,   ///< N(0, 2 / (fan_in + fan_out))
    he_uniform = 2,      ///< U(-a, a), a = sqrt(6 / fan_in)
    he_normal = 3,       ///< N(0, 2 / fan_in)
    torch_linear = 4,    ///< weights and biases U(-a, a), a = 1 / sqrt(fan_in)
    lecun_normal = 5,    ///< N(0, 1 / fan_in)
    scikit_learn = 6,    ///< weights and biases U(-a, a), a = sqrt(6 / (fan_in + fan_out))
};

/// One layer: `units` outputs, each connected to every output of the layer before.
struct Layer {
    std::size_t units = 0;
    Activation activation = Activation::sigmoid;

    bool operator==(const Layer&) const = default;
};

/// A fully connected network from `inputs` numbers to `layers.back().units` numbers.
struct Network {
    std::size_t inputs = 0;
    std::vector<Layer> layers;

    /// [any thread] Number of outputs of the last layer.
    std::size_t outputs() const { return layers.empty() ? 0 : layers.back().units; }

    /// [any thread] Throws UsageError when a width is 0, there is no layer, softmax stands before the last
    /// layer, or the number of parameters does not fit in memory's address range.
    void validate() const;

    bool operator==(const Network&) const = default;
};

/// [any thread] "784-128-10".
std::string to_string(const Network& network);

/// [any thread] Names as users type them: "sigmoid", "glorot-uniform". `parse_*` throws UsageError that lists the
/// names.
std::string_view to_string(Activation activation);
std::string_view to_string(Initialisation initialisation);
Activation parse_activation(std::string_view name);
Initialisation parse_initialisation(std::string_view name);

}  // namespace descent
