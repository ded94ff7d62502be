#include "training/tensors.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "model/consistent.h"
#include "network/file_order.h"

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

std::vector<std::size_t> NamedTensor::shape() const { return shape_of(*tensor); }

void NamedTensor::write(const storage::WriteBytes& write) const {
    constexpr std::size_t most = std::size_t{1} << 20;
    const std::size_t columns = std::max<std::size_t>(1, most / tensor->rows);
    std::vector<float> part;
    for (std::size_t first = 0; first < tensor->columns; first += columns) {
        const std::size_t end = std::min(tensor->columns, first + columns);
        part.resize((end - first) * tensor->rows);
        const std::span<std::byte> bytes = std::as_writable_bytes(std::span(part));
        network::to_file_order(*tensor, {first, end}, arena.data(), bytes.data());
        write(bytes);
    }
}

std::vector<NamedTensor> named(std::span<const float> arena, const network::Layout& layout, const std::string& prefix) {
    std::vector<NamedTensor> tensors;
    for (const network::Tensor& tensor : layout.tensors) tensors.push_back({prefix + tensor.name, &tensor, arena});
    return tensors;
}

void unpack(const model::Container& container, const std::string& prefix, const network::Layout& layout,
            std::span<float> arena, const std::string& path) {
    for (const network::Tensor& tensor : layout.tensors) {
        const std::byte* numbers = find(container, prefix + tensor.name, shape_of(tensor), path).bytes.data();
        network::from_file_order(tensor, network::all_columns(tensor), numbers, arena.data());
    }
}

}  // namespace descent::training
