#include <descent/network.h>

#include <descent/error.h>

#include <array>
#include <cstdint>

#include "base/text.h"
#include "network/layout.h"
#include "network/names.h"

namespace descent {
namespace {

/// Floats of the largest arena: 2^45 of them fill the 47 bits of a process's addresses.
constexpr std::uint64_t most_floats = std::uint64_t{1} << 45;
/// Keeps every product of a width below 2^45 and its padding within 64 bits.
constexpr std::uint64_t widest = std::uint64_t{1} << 31;

std::string layer_text(std::size_t layer) { return "layer " + to_text(layer); }

void check_width(std::size_t width, const std::string& what) {
    if (width == 0) throw UsageError("network", what + " has width 0; every width must be at least 1");
    if (width > widest) {
        throw UsageError("network", what + " has width " + to_text(width) + "; the largest is " + to_text(widest));
    }
}

void check_activation(const Network& network, std::size_t layer) {
    const Activation activation = network.layers[layer].activation;
    if (to_string(activation) == "unknown") {
        throw UsageError("network", layer_text(layer) + " has activation number " +
                                        to_text(static_cast<int>(activation)) + ", which is not known");
    }
    if (activation == Activation::softmax && layer + 1 < network.layers.size()) {
        throw UsageError("network", layer_text(layer) + " has activation softmax, which only the last layer can have");
    }
}

}  // namespace

void Network::validate() const {
    check_width(inputs, "the input");
    if (layers.empty()) throw UsageError("network", "it has no layer; at least the output layer is needed");
    std::uint64_t floats = 0;
    std::uint64_t fan_in = inputs;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        check_width(layers[layer].units, layer_text(layer));
        check_activation(*this, layer);
        const std::uint64_t stride = network::padded_stride(layers[layer].units);
        if (stride > (most_floats - floats) / (fan_in + 1)) {  // weights and biases: fan_in + 1 rows
            throw UsageError(
                "network",
                "its parameters would need more than the 128 TiB that a process can address, in " + layer_text(layer));
        }
        floats += stride * (fan_in + 1);
        fan_in = layers[layer].units;
    }
}

std::string to_string(const Network& network) {
    std::string text = to_text(network.inputs);
    for (const Layer& layer : network.layers) text += "-" + to_text(layer.units);
    return text;
}

std::span<const Named<Activation>> enum_names(Activation) {
#define DESCENT_NAME(name, ...) Named<Activation>{Activation::name, dashed<#name>()},
    static constexpr std::array names = {DESCENT_ACTIVATIONS(DESCENT_NAME)};
#undef DESCENT_NAME
    return names;
}

std::span<const Named<Initialisation>> enum_names(Initialisation) {
    static constexpr std::array<Named<Initialisation>, 7> names = {{{Initialisation::glorot_uniform, "glorot-uniform"},
                                                                    {Initialisation::glorot_normal, "glorot-normal"},
                                                                    {Initialisation::he_uniform, "he-uniform"},
                                                                    {Initialisation::he_normal, "he-normal"},
                                                                    {Initialisation::torch_linear, "torch-linear"},
                                                                    {Initialisation::lecun_normal, "lecun-normal"},
                                                                    {Initialisation::scikit_learn, "scikit-learn"}}};
    return names;
}

std::string_view to_string(Activation activation) { return name_of(activation); }
std::string_view to_string(Initialisation initialisation) { return name_of(initialisation); }

Activation parse_activation(std::string_view name) { return value_of<Activation>(name, "activation"); }
Initialisation parse_initialisation(std::string_view name) { return value_of<Initialisation>(name, "init"); }

}  // namespace descent
