// Deltas back through the layers of the workloads.
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix delta, w, kept, below;
};

void register_shape(std::size_t patterns, std::size_t units_below, std::size_t units_above, Activation activation) {
    const std::string name = "delta_below/" + std::to_string(units_below) + "x" + std::to_string(units_above) +
                             "/patterns:" + std::to_string(patterns) + "/" + std::string(to_string(activation));
    const double flops = 2.0 * static_cast<double>(patterns * units_below * units_above);
    register_flops(name, flops, [=](const kernels::KernelTable& table) -> Call {
        auto at = std::make_shared<Arrays>(Arrays{
            {patterns, units_above}, {units_below, units_above}, {patterns, units_below}, {patterns, units_below}});
        return [=, &table] {
            table.delta_below({.delta = at->delta.data(),
                               .delta_stride = at->delta.stride,
                               .w = at->w.data(),
                               .w_stride = at->w.stride,
                               .kept = at->kept.data(),
                               .kept_stride = at->kept.stride,
                               .below = at->below.data(),
                               .below_stride = at->below.stride,
                               .patterns = patterns,
                               .fan_out = units_above,
                               .units = units_below,
                               .activation = activation});
        };
    });
}

}  // namespace

void register_delta_below() {
    register_shape(64, 128, 10, Activation::sigmoid);
    register_shape(256, 1024, 1024, Activation::sigmoid);
    register_shape(256, 4096, 4096, Activation::sigmoid);
    register_shape(100, 300, 300, Activation::tanh);
    register_shape(256, 32, 16, Activation::tanh);
}

}  // namespace descent::bench
