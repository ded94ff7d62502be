// Activations alone: a layer with one input, so that nothing but bias and activation is left.
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix x, w, bias, a;
};

}  // namespace

void register_activations() {
    constexpr std::size_t patterns = 64, units = 256;
    for (const Activation activation : activations) {
        register_bytes(
            "activation/" + std::string(to_string(activation)), 4.0 * patterns * units,
            [=](const kernels::KernelTable& table) -> Call {
                auto at = std::make_shared<Arrays>(Arrays{{patterns, 1}, {1, units}, {1, units}, {patterns, units}});
                return [=, &table] {
                    table.dense_forward({.x = at->x.data(),
                                         .x_stride = at->x.stride,
                                         .w = at->w.data(),
                                         .w_stride = at->w.stride,
                                         .bias = at->bias.data(),
                                         .a = at->a.data(),
                                         .a_stride = at->a.stride,
                                         .patterns = patterns,
                                         .fan_in = 1,
                                         .columns = at->w.width(),
                                         .activation = activation});
                };
            });
    }
}

}  // namespace descent::bench
