#include "model/arena.h"

#include <vector>

#include "model/consistent.h"
#include "support/catch.h"

namespace descent::model {
namespace {

Model counting_model(const Network& network) {
    Model model{.network = network};
    model.tensors = expected_tensors(network);
    float next = 1;
    for (ModelTensor& tensor : model.tensors) {
        std::size_t count = 1;
        for (const std::size_t size : tensor.shape) count *= size;
        for (std::size_t i = 0; i < count; ++i) tensor.values.push_back(next++);
    }
    return model;
}

}  // namespace

TEST_CASE("Weights are turned from [fan_out][fan_in] to [fan_in][stride]") {
    const Model model = counting_model({.inputs = 2, .layers = {{3, Activation::relu}}});
    const network::Layout layout = network::make_layout(model.network);
    std::vector<float> arena(layout.size, -1);
    to_arena(model, layout, arena);
    // 1 2 | 3 4 | 5 6 are the weights of units 0, 1, 2
    CHECK(std::vector<float>(arena.begin(), arena.begin() + 4) == std::vector<float>{1, 3, 5, 0});
    CHECK(std::vector<float>(arena.begin() + 16, arena.begin() + 20) == std::vector<float>{2, 4, 6, 0});
    CHECK(std::vector<float>(arena.begin() + 32, arena.begin() + 36) == std::vector<float>{7, 8, 9, 0});
}

TEST_CASE("A model goes through the arena unchanged, whatever its widths") {
    for (const std::size_t inputs : {1, 15, 16, 17, 31, 101}) {
        for (const std::size_t units : {1, 16, 17, 37}) {
            const Model model = counting_model({.inputs = inputs, .layers = {{units}, {3}}});
            const network::Layout layout = network::make_layout(model.network);
            std::vector<float> arena(layout.size);
            to_arena(model, layout, arena);
            Model copy{.network = model.network};
            from_arena(arena, layout, copy);
            REQUIRE(copy.tensors.size() == model.tensors.size());
            for (std::size_t i = 0; i < copy.tensors.size(); ++i) {
                CHECK(copy.tensors[i].name == model.tensors[i].name);
                CHECK(copy.tensors[i].shape == model.tensors[i].shape);
                CHECK(copy.tensors[i].values == model.tensors[i].values);
            }
        }
    }
}

TEST_CASE("Threads fill the same arena, with padding that is zero") {
    const Model model = counting_model({.inputs = 1030, .layers = {{300}, {3}}});
    const network::Layout layout = network::make_layout(model.network);
    std::vector<float> expected(layout.size, 0.0f);
    for (std::size_t i = 0; i < layout.tensors.size(); ++i) {
        const network::Tensor& tensor = layout.tensors[i];
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                expected[tensor.offset + row * tensor.stride + column] =
                    model.tensors[i].values[column * tensor.rows + row];
            }
        }
    }
    for (const std::size_t threads : {1, 2, 7}) {
        parallel::Team team(threads);
        std::vector<float> arena(layout.size, -1);
        to_arena(model, layout, arena, team);
        CHECK(arena == expected);
    }
}

}  // namespace descent::model
