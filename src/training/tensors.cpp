#include "training/tensors.h"

#include <descent/error.h>

#include <cstring>

#include "base/text.h"
#include "model/consistent.h"

namespace descent::training {
namespace {

std::vector<std::size_t> shape_of(const network::Tensor& tensor) {
    if (tensor.kind == network::TensorKind::bias) return {tensor.columns};
    return {tensor.columns, tensor.rows};
}

const model::TensorBytes& find(const model::Container& container, const std::string& name,
                               const std::vector<std::size_t>& shape, const std::string& path) {
    const model::TensorBytes* found = container.tensor(name);
    const std::string place = "tensor " + quote(name);
    if (found == nullptr) throw InputError(path, place, "none", "one, as network and optimizer need it");
    if (found->type != "F32" || found->shape != shape) {
        throw InputError(path, place, found->type + " " + model::shape_text(found->shape),
                         "F32 " + model::shape_text(shape));
    }
    return *found;
}

}  // namespace

std::vector<NamedTensor> pack(std::span<const float> arena, const network::Layout& layout, const std::string& prefix) {
    std::vector<NamedTensor> tensors;
    for (const network::Tensor& tensor : layout.tensors) {
        NamedTensor packed{prefix + tensor.name, shape_of(tensor), std::vector<float>(tensor.rows * tensor.columns)};
        for (std::size_t k = 0; k < tensor.rows; ++k) {
            const float* row = arena.data() + tensor.offset + k * tensor.stride;
            for (std::size_t j = 0; j < tensor.columns; ++j) packed.values[j * tensor.rows + k] = row[j];
        }
        tensors.push_back(std::move(packed));
    }
    return tensors;
}

void unpack(const model::Container& container, const std::string& prefix, const network::Layout& layout,
            std::span<float> arena, const std::string& path) {
    for (const network::Tensor& tensor : layout.tensors) {
        const model::TensorBytes& found = find(container, prefix + tensor.name, shape_of(tensor), path);
        std::vector<float> values(tensor.rows * tensor.columns);
        std::memcpy(values.data(), found.bytes.data(), found.bytes.size());
        for (std::size_t k = 0; k < tensor.rows; ++k) {
            float* row = arena.data() + tensor.offset + k * tensor.stride;
            for (std::size_t j = 0; j < tensor.columns; ++j) row[j] = values[j * tensor.rows + k];
        }
    }
}

}  // namespace descent::training
