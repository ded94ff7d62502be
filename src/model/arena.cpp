#include "model/arena.h"

#include <algorithm>

#include "model/consistent.h"
#include "network/file_order.h"

namespace descent::model {
namespace {

constexpr std::size_t shared_columns = 64;             // of a tensor that a thread takes at a time
constexpr std::size_t floats_worth_sharing = 1 << 18;  // some 100 us of copying

/// Zeroes between the rows of a tensor, and behind it up to `end`.
void clear_padding(const network::Tensor& tensor, std::size_t end, std::span<float> arena) {
    for (std::size_t row = 0; row < tensor.rows; ++row) {
        const auto padding = arena.subspan(tensor.offset + row * tensor.stride, tensor.stride).subspan(tensor.columns);
        std::ranges::fill(padding, 0.0f);
    }
    const std::size_t last = tensor.offset + tensor.size();
    std::ranges::fill(arena.subspan(last, end - last), 0.0f);
}

}  // namespace

void to_arena(const Model& model, const network::Layout& layout, std::span<float> arena, parallel::Team& team) {
    std::ranges::fill(arena.first(layout.tensors.front().offset), 0.0f);
    for (std::size_t i = 0; i < layout.tensors.size(); ++i) {
        const network::Tensor& tensor = layout.tensors[i];
        const std::vector<float>& values = model.tensors[i].values;
        const std::size_t part = tensor.size() < floats_worth_sharing ? tensor.columns : shared_columns;
        team.for_each((tensor.columns + part - 1) / part, [&](std::size_t number, std::size_t) {
            const std::size_t first = number * part, end = std::min(tensor.columns, first + part);
            const float* const from = values.data() + first * tensor.rows;
            network::from_file_order(tensor, {first, end}, reinterpret_cast<const std::byte*>(from), arena.data());
        });
        const bool is_last = i + 1 == layout.tensors.size();
        clear_padding(tensor, is_last ? layout.size : layout.tensors[i + 1].offset, arena);
    }
}

void to_arena(const Model& model, const network::Layout& layout, std::span<float> arena) {
    parallel::Team one(1);
    to_arena(model, layout, arena, one);
}

void from_arena(std::span<const float> arena, const network::Layout& layout, Model& model) {
    model.tensors = expected_tensors(model.network);
    for (std::size_t i = 0; i < layout.tensors.size(); ++i) {
        const network::Tensor& tensor = layout.tensors[i];
        std::vector<float>& values = model.tensors[i].values;
        values.resize(tensor.rows * tensor.columns);
        network::to_file_order(tensor, network::all_columns(tensor), arena.data(),
                               std::as_writable_bytes(std::span(values)).data());
    }
}

}  // namespace descent::model
