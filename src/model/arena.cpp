#include "model/arena.h"

#include <algorithm>

#include "model/consistent.h"

namespace descent::model {
namespace {

/// Calls `use(arena position, tensor position)` for every number of a tensor, in blocks that stay in cache: one side
/// is walked across its rows.
template <class Use>
void for_each_number(const network::Tensor& tensor, Use&& use) {
    constexpr std::size_t block = 16;
    for (std::size_t first_row = 0; first_row < tensor.rows; first_row += block) {
        const std::size_t last_row = std::min(tensor.rows, first_row + block);
        for (std::size_t column = 0; column < tensor.columns; ++column) {
            for (std::size_t row = first_row; row < last_row; ++row) {
                use(tensor.offset + row * tensor.stride + column, column * tensor.rows + row);
            }
        }
    }
}

}  // namespace

void to_arena(const Model& model, const network::Layout& layout, std::span<float> arena) {
    std::fill(arena.begin(), arena.end(), 0.0f);
    for (std::size_t i = 0; i < layout.tensors.size(); ++i) {
        const std::vector<float>& values = model.tensors[i].values;
        for_each_number(layout.tensors[i],
                        [&](std::size_t in_arena, std::size_t in_model) { arena[in_arena] = values[in_model]; });
    }
}

void from_arena(std::span<const float> arena, const network::Layout& layout, Model& model) {
    model.tensors = expected_tensors(model.network);
    for (std::size_t i = 0; i < layout.tensors.size(); ++i) {
        const network::Tensor& tensor = layout.tensors[i];
        std::vector<float>& values = model.tensors[i].values;
        values.resize(tensor.rows * tensor.columns);
        for_each_number(tensor,
                        [&](std::size_t in_arena, std::size_t in_model) { values[in_model] = arena[in_arena]; });
    }
}

}  // namespace descent::model
