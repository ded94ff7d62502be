#include "model/import/state_dict.h"

#include <descent/error.h>

#include <algorithm>
#include <cstring>
#include <map>

#include "base/text.h"
#include "model/consistent.h"

namespace descent::model {
namespace {

constexpr std::string_view weight_end = ".weight", bias_end = ".bias";

/// "model.10" behind "model.2": runs of digits are compared as numbers, of the same number the shorter first.
struct ByNumbers {
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }

    /// The name with every run of digits behind its length: longer numbers are larger ones.
    static std::string key(const std::string& name) {
        std::string result;
        for (std::size_t i = 0; i < name.size();) {
            std::size_t end = i;
            while (end < name.size() && is_digit(name[end])) ++end;
            if (end > i) {
                while (i + 1 < end && name[i] == '0') ++i;
                result += static_cast<char>(std::min<std::size_t>(end - i, 255));
                result.append(name, i, end - i);
                i = end;
            } else {
                result += name[i++];
            }
        }
        return result;
    }
    bool operator()(const std::string& a, const std::string& b) const {
        return std::pair(key(a), a) < std::pair(key(b), b);
    }
};

std::vector<float> floats_of(const TensorBytes& tensor, const std::string& path) {
    if (tensor.type != "F32" && tensor.type != "F64") {
        throw InputError(path, place_of(tensor.name), "element type " + quote(tensor.type), "F32 or F64");
    }
    const bool wide = tensor.type == "F64";
    std::vector<float> values(tensor.bytes.size() / (wide ? sizeof(double) : sizeof(float)));
    if (!wide && !values.empty()) std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    for (std::size_t i = 0; wide && i < values.size(); ++i) {
        double value = 0;
        std::memcpy(&value, tensor.bytes.data() + i * sizeof(double), sizeof(double));
        values[i] = static_cast<float>(value);
    }
    return values;
}

struct Tensors {
    const TensorBytes* weights = nullptr;
    const TensorBytes* biases = nullptr;
};

ForeignLayer layer_of(const std::string& name, const Tensors& tensors, const std::string& path) {
    if (tensors.weights == nullptr) {
        throw InputError(path, place_of(name + ".bias"), "biases alone", "weights " + quote(name + ".weight"));
    }
    const TensorBytes& weights = *tensors.weights;
    if (weights.shape.size() != 2) {
        throw InputError(path, place_of(weights.name), "shape " + shape_text(weights.shape), "[units][inputs]");
    }
    ForeignLayer layer{.inputs = weights.shape[1], .units = weights.shape[0], .weights = floats_of(weights, path)};
    if (tensors.biases == nullptr) {
        layer.biases.assign(layer.weights.empty() ? 0 : layer.units, 0);
    } else if (tensors.biases->shape != std::vector<std::size_t>{layer.units}) {
        throw InputError(path, place_of(tensors.biases->name), "shape " + shape_text(tensors.biases->shape),
                         shape_text({layer.units}));
    } else {
        layer.biases = floats_of(*tensors.biases, path);
    }
    return layer;
}

}  // namespace

ForeignNetwork network_of(const Container& container, const ImportChoice& choice, const std::string& path) {
    std::map<std::string, Tensors, ByNumbers> found;
    for (const TensorBytes& tensor : container.tensors) {
        const bool is_weight = tensor.name.ends_with(weight_end), is_bias = tensor.name.ends_with(bias_end);
        if (!is_weight && !is_bias) {
            throw InputError(path, place_of(tensor.name), "a tensor that is neither weights nor biases",
                             "names that end in '.weight' or '.bias'");
        }
        const std::size_t end = is_weight ? weight_end.size() : bias_end.size();
        Tensors& tensors = found[tensor.name.substr(0, tensor.name.size() - end)];
        (is_weight ? tensors.weights : tensors.biases) = &tensor;
    }
    if (choice.output_activation.empty()) {
        throw UsageError("output_activation", "is missing: a file of tensors does not say what follows the last layer");
    }
    if (choice.activation.empty() && found.size() > 1) {
        throw UsageError("activation", "is missing: a file of tensors does not say what follows its hidden layers");
    }
    ForeignNetwork network;
    for (const auto& [name, tensors] : found) {
        network.layers.push_back(layer_of(name, tensors, path));
        if (!choice.activation.empty()) network.layers.back().activation = parse_activation(choice.activation);
    }
    if (!network.layers.empty()) network.layers.back().activation = Activation::identity;
    return network;
}

}  // namespace descent::model
