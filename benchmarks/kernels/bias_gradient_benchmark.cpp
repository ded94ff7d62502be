// Gradients of biases: one addition a number that is read.
#include "kernels/all.h"
#include "kernels/bench.h"
#include "parallel/pieces.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix delta, gradient;
    std::vector<std::size_t> pieces = {};
};

void register_shape(std::size_t patterns, std::size_t units) {
    const std::string name = "bias_gradient/" + std::to_string(units) + "/patterns:" + std::to_string(patterns);
    register_bytes(name, 4.0 * static_cast<double>((patterns + 1) * units),
                   [=](const kernels::KernelTable& table) -> Call {
                       auto at = std::make_shared<Arrays>(Arrays{{patterns, units}, {1, units}});
                       parallel::piece_borders(patterns, at->pieces);
                       return [=, &table] {
                           table.bias_gradient({.delta = at->delta.data(),
                                                .delta_stride = at->delta.stride,
                                                .gradient = at->gradient.data(),
                                                .pieces = at->pieces.data(),
                                                .piece_count = at->pieces.size() - 1,
                                                .columns = at->delta.width(),
                                                .accumulate = false});
                       };
                   });
}

}  // namespace

void register_bias_gradient() {
    register_shape(64, 128);
    register_shape(2048, 128);
    register_shape(256, 1024);
}

}  // namespace descent::bench
