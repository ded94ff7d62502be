// The file of a model: a safetensors container of its tensors and one JSON text. See docs/formats.md.
#include <cmath>
#include <cstring>

#include <descent/error.h>
#include <descent/model.h>

#include "base/text.h"
#include "model/consistent.h"
#include "model/description.h"
#include "model/format.h"
#include "model/integrity.h"
#include "model/safetensors.h"
#include "storage/whole_files.h"

namespace descent {
namespace model {
namespace {

/// Copies the bytes of a tensor once its type and shape are those of the network.
void fill(ModelTensor& tensor, const TensorBytes& found, const std::string& path) {
    if (found.type != "F32") throw InputError(path, place_of(tensor.name), "element type " + quote(found.type), "F32");
    if (found.shape != tensor.shape) {
        throw InputError(path, place_of(tensor.name), "shape " + shape_text(found.shape),
                         shape_text(tensor.shape) + ", as the network says");
    }
    tensor.values.resize(found.bytes.size() / sizeof(float));
    std::memcpy(tensor.values.data(), found.bytes.data(), found.bytes.size());
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
        if (std::isfinite(tensor.values[i])) continue;
        throw InputError(path, place_of(tensor.name), to_text(tensor.values[i]) + " at position " + to_text(i),
                         "finite numbers");
    }
}

/// JSON holds UTF-8 alone: other bytes would come back as other names, or be refused.
void require_readable(const std::string& description, const Model& model) {
    try {
        const Model read = parse_description(description, "model");
        if (read.class_names == model.class_names && read.columns == model.columns &&
            read.target_names == model.target_names) {
            return;
        }
    } catch (const InputError&) {  // names that were made equal
    }
    throw UsageError("model", "a name of its classes, columns or targets is not UTF-8");
}

}  // namespace

Model parse_model(const storage::FileBytes& file) {
    const Container container = parse_safetensors(file);
    const std::string* description = container.text(description_key);
    if (description == nullptr) {
        throw InputError(file.path, "__metadata__", "no text named 'descent'", "one: the file is no model of Descent");
    }
    Model model = parse_description(*description, file.path);
    // Before the names of expected tensors are made: a text may claim more layers than the file has tensors.
    const std::size_t count = 2 * model.network.layers.size();
    if (container.tensors.size() != count) {
        throw InputError(file.path, "", to_text(container.tensors.size()) + " tensors",
                         to_text(count) + ": a weight and a bias a layer");
    }
    model.tensors = expected_tensors(model.network);
    for (ModelTensor& tensor : model.tensors) {
        const TensorBytes* found = container.tensor(tensor.name);
        if (found == nullptr) throw InputError(file.path, place_of(tensor.name), "none", "one, as the network says");
        fill(tensor, *found, file.path);
    }
    require_intact(container, file.path);  // last: what is wrong is said as exactly as can be
    return model;
}

bool is_model(const storage::FileBytes& file) {
    try {
        const Container container = parse_safetensors(file);
        if (container.text(description_key) == nullptr) return false;
        require_intact(container, file.path);  // a user may have changed it since
        return true;
    } catch (const InputError&) {
        return false;
    }
}

void write_model(const Model& model, const storage::WriteBytes& write) {
    require_consistent(model);
    const std::string description = write_description(model);
    require_readable(description, model);
    Container container;
    container.metadata = {{"format", "pt"}, {description_key, description}};
    for (const ModelTensor& tensor : model.tensors) {
        container.tensors.push_back({tensor.name, "F32", tensor.shape, std::as_bytes(std::span(tensor.values))});
    }
    container.metadata.emplace_back(checksum_key, checksum_of(container));
    write_safetensors(container, write);
}

std::string file_of(const Model& model) {
    std::string bytes;
    write_model(model, [&](std::span<const std::byte> part) { bytes += storage::as_text(part); });
    return bytes;
}

void save_model(const Model& model, const std::string& path, storage::FileSystem& file_system) {
    storage::write_whole(
        path, [&](const storage::WriteBytes& write) { write_model(model, write); }, file_system);
}

}  // namespace model

void save(const Model& model, const std::string& path) { model::save_model(model, path, storage::real_file_system()); }

Model load(const std::string& path) { return model::parse_model(storage::map_file(path)); }

}  // namespace descent
