#include "network/layout.h"

#include "support/catch.h"

namespace descent::network {

TEST_CASE("Rows are padded to 16 floats and never lie a multiple of 4 KiB apart") {
    CHECK(padded_stride(1) == 16);
    CHECK(padded_stride(16) == 16);
    CHECK(padded_stride(17) == 32);
    CHECK(padded_stride(1008) == 1008);
    CHECK(padded_stride(1009) == 1040);
    CHECK(padded_stride(1024) == 1040);
    CHECK(padded_stride(2048) == 2064);
}

TEST_CASE("Tensors stand one behind the other, weight before bias, layer by layer") {
    const Network network{.inputs = 5, .layers = {{17, Activation::relu}, {3, Activation::softmax}}};
    const Layout layout = make_layout(network);
    REQUIRE(layout.tensors.size() == 4);
    std::size_t expected = 0;
    for (const Tensor& tensor : layout.tensors) {
        CHECK(tensor.offset == expected);
        CHECK(tensor.offset % lane_count == 0);
        CHECK(tensor.stride % lane_count == 0);
        CHECK(tensor.stride >= tensor.columns);
        expected += tensor.size();
    }
    CHECK(layout.size == expected);
    CHECK(layout.parameters == 5 * 17 + 17 + 17 * 3 + 3);
    CHECK(layout.tensors[0].name == "layers.0.weight");
    CHECK(layout.tensors[3].name == "layers.1.bias");
    CHECK(layout.weight(1).rows == 17);
    CHECK(layout.weight(1).columns == 3);
    CHECK(layout.bias(1).rows == 1);
}

}  // namespace descent::network
