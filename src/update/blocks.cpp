#include "update/blocks.h"

#include <algorithm>

namespace descent::update {

std::vector<Block> cut_into_blocks(const network::Layout& layout) {
    constexpr std::size_t floats = 16384;
    std::vector<Block> blocks;
    for (std::size_t t = 0; t < layout.tensors.size(); ++t) {
        const network::Tensor& tensor = layout.tensors[t];
        const std::size_t rows = std::max<std::size_t>(1, floats / tensor.stride);
        for (std::size_t row = 0; row < tensor.rows; row += rows) {
            blocks.push_back(
                {t, tensor.offset + row * tensor.stride, std::min(rows, tensor.rows - row) * tensor.stride});
        }
    }
    return blocks;
}

double add_up(std::span<Lanes> lanes) {
    if (lanes.empty()) return 0;
    for (std::size_t step = 1; step < lanes.size(); step *= 2) {
        for (std::size_t i = 0; i + step < lanes.size(); i += 2 * step) {
            for (std::size_t lane = 0; lane < network::lane_count; ++lane) lanes[i][lane] += lanes[i + step][lane];
        }
    }
    Lanes& sum = lanes.front();
    for (std::size_t half = network::lane_count / 2; half > 0; half /= 2) {
        for (std::size_t lane = 0; lane < half; ++lane) sum[lane] += sum[lane + half];
    }
    return sum[0];
}

}  // namespace descent::update
