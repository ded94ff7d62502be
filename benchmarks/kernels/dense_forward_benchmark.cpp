// Layers of the workloads forward: sums, bias and activation.
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix x, w, bias, a;
};

void register_shape(std::size_t patterns, std::size_t fan_in, std::size_t units, Activation activation) {
    const std::string name = "dense_forward/" + std::to_string(fan_in) + "x" + std::to_string(units) +
                             "/patterns:" + std::to_string(patterns) + "/" + std::string(to_string(activation));
    const double flops = 2.0 * static_cast<double>(patterns * fan_in * units);
    register_flops(name, flops, [=](const kernels::KernelTable& table) -> Call {
        auto at = std::make_shared<Arrays>(Arrays{{patterns, fan_in}, {fan_in, units}, {1, units}, {patterns, units}});
        return [=, &table] {
            table.dense_forward({.x = at->x.data(),
                                 .x_stride = at->x.stride,
                                 .w = at->w.data(),
                                 .w_stride = at->w.stride,
                                 .bias = at->bias.data(),
                                 .a = at->a.data(),
                                 .a_stride = at->a.stride,
                                 .patterns = patterns,
                                 .fan_in = fan_in,
                                 .columns = at->w.width(),
                                 .activation = activation});
        };
    });
}

}  // namespace

void register_dense_forward() {
    for (const Activation activation : activations) register_shape(64, 784, 128, activation);
    register_shape(1, 784, 128, Activation::sigmoid);
    register_shape(256, 1024, 1024, Activation::sigmoid);
    register_shape(256, 4096, 4096, Activation::sigmoid);
    register_shape(100, 300, 300, Activation::tanh);
    register_shape(256, 32, 16, Activation::tanh);
    register_shape(64, 128, 10, Activation::identity);
}

}  // namespace descent::bench
