#include "update/tensor_index.h"

#include "support/catch.h"

using namespace descent;

TEST_CASE("every float of an arena is found in its tensor, whatever the sizes") {
    for (const auto& [inputs, units] : {std::pair<std::size_t, std::vector<std::size_t>>{1, {1}},
                                        {7, {1, 1, 1, 1, 1, 1}},
                                        {784, {128, 10}},
                                        {3000, {50, 2000, 1}}}) {
        Network network;
        network.inputs = inputs;
        for (const std::size_t count : units) network.layers.push_back({.units = count});
        const network::Layout layout = network::make_layout(network);
        const update::TensorIndex tensor_at(layout);
        bool right = true;
        for (std::size_t t = 0; t < layout.tensors.size(); ++t) {
            const network::Tensor& tensor = layout.tensors[t];
            for (std::size_t row = 0; row < tensor.rows; ++row)
                right &= tensor_at(tensor.offset + row * tensor.stride) == t;
            right &= tensor_at(tensor.offset + tensor.size() - 1) == t;
        }
        CHECK(right);
    }
}
