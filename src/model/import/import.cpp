#include "model/import/import.h"

#include <descent/error.h>

#include "base/text.h"
#include "model/consistent.h"
#include "model/description.h"
#include "model/format.h"
#include "model/import/onnx_network.h"
#include "model/import/state_dict.h"

namespace descent::model {
namespace {

/// What Descent exported: its description stands beside the graph, and says more than the graph's nodes.
Model exported(const OnnxFile& file, const std::string& description, const std::string& path) {
    Model model = parse_description(description, path);
    if (file.constants.size() < 2 * model.network.layers.size()) {
        throw InputError(path, "", to_text(file.constants.size()) + " constants", "a weight and a bias a layer");
    }
    model.tensors = expected_tensors(model.network);
    for (ModelTensor& tensor : model.tensors) {
        const auto found = file.constants.find(tensor.name);
        if (found == file.constants.end() || found->second.shape != tensor.shape) {
            throw InputError(path, place_of(tensor.name), found == file.constants.end() ? "none" : "another shape",
                             shape_text(tensor.shape) + ", as the description of Descent says");
        }
        for (const double value : found->second.values) tensor.values.push_back(static_cast<float>(value));
    }
    try {
        require_consistent(model);
    } catch (const UsageError& error) {
        throw InputError(path, "", "a model of which " + error.problem(), "one whose parts fit each other");
    }
    return model;
}

void refuse_choice(const std::string& option, const std::string& given, const std::string& why) {
    if (!given.empty()) throw UsageError(option, "has no meaning for this file: " + why);
}

Model import_onnx(const storage::FileBytes& bytes, const ImportChoice& choice) {
    const OnnxFile file = parse_onnx(bytes);
    refuse_choice("activation", choice.activation, "its graph says what follows each layer");
    const auto description = file.metadata.find(description_key);
    if (description == file.metadata.end()) return model_of(network_of(file, bytes.path), choice, bytes.path);
    const std::string why = "Descent wrote it, with all that it says";
    refuse_choice("output_activation", choice.output_activation, why);
    refuse_choice("loss", choice.loss, why);
    refuse_choice("class_names", choice.class_names.empty() ? "" : choice.class_names.front() + " ", why);
    return exported(file, description->second, bytes.path);
}

Model import_tensors(const storage::FileBytes& bytes, const ImportChoice& choice) {
    const Container container = parse_safetensors(bytes);
    if (container.text(description_key) != nullptr) {
        throw InputError(bytes.path, "", "a model of Descent", "one of another program; this one need not be imported");
    }
    return model_of(network_of(container, choice, bytes.path), choice, bytes.path);
}

}  // namespace

Model import_model(const storage::FileBytes& file, const ImportChoice& choice) {
    if (file.path.ends_with(".onnx")) return import_onnx(file, choice);
    if (file.path.ends_with(".safetensors")) return import_tensors(file, choice);
    throw InputError(file.path, "", "a name of unknown ending", "a file that ends in .onnx or .safetensors");
}

}  // namespace descent::model
