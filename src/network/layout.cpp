#include "network/layout.h"

namespace descent::network {

std::size_t padded_stride(std::size_t columns) {
    constexpr std::size_t page = 1024;  // floats in 4 KiB
    const std::size_t padded = (columns + lane_count - 1) / lane_count * lane_count;
    return padded % page == 0 ? padded + lane_count : padded;
}

Layout make_layout(const Network& network) {
    Layout layout;
    std::size_t fan_in = network.inputs;
    const auto place = [&](std::size_t layer, TensorKind kind, std::size_t rows, std::size_t columns) {
        Tensor tensor{.name = "layers." + std::to_string(layer) + (kind == TensorKind::weight ? ".weight" : ".bias"),
                      .kind = kind,
                      .layer = layer,
                      .rows = rows,
                      .columns = columns,
                      .stride = padded_stride(columns),
                      .offset = layout.size};
        layout.size += tensor.size();
        layout.parameters += rows * columns;
        layout.tensors.push_back(std::move(tensor));
    };
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
        const std::size_t fan_out = network.layers[layer].units;
        place(layer, TensorKind::weight, fan_in, fan_out);
        place(layer, TensorKind::bias, 1, fan_out);
        fan_in = fan_out;
    }
    return layout;
}

}  // namespace descent::network
