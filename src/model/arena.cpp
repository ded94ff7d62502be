#include "model/arena.h"

#include <algorithm>

#include "model/consistent.h"
#include "network/file_order.h"

namespace descent::model {
void to_arena(const Model& model, const network::Layout& layout, std::span<float> arena) {
    std::fill(arena.begin(), arena.end(), 0.0f);
    for (std::size_t i = 0; i < layout.tensors.size(); ++i) {
        const std::vector<float>& values = model.tensors[i].values;
        network::for_each_number(
            layout.tensors[i], [&](std::size_t in_arena, std::size_t in_model) { arena[in_arena] = values[in_model]; });
    }
}

void from_arena(std::span<const float> arena, const network::Layout& layout, Model& model) {
    model.tensors = expected_tensors(model.network);
    for (std::size_t i = 0; i < layout.tensors.size(); ++i) {
        const network::Tensor& tensor = layout.tensors[i];
        std::vector<float>& values = model.tensors[i].values;
        values.resize(tensor.rows * tensor.columns);
        network::for_each_number(
            tensor, [&](std::size_t in_arena, std::size_t in_model) { values[in_model] = arena[in_arena]; });
    }
}

}  // namespace descent::model
