// Gradients of the workloads' weights, from deltas as they are and from packed ones.
#include "kernels/all.h"
#include "kernels/bench.h"
#include "parallel/pieces.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix a, delta, gradient;
    std::vector<std::size_t> pieces = {};
    AlignedBuffer<float> panels = {};
};

void register_shape(std::size_t patterns, std::size_t fan_in, std::size_t units, bool packed) {
    const std::string name = "weight_gradient/" + std::to_string(fan_in) + "x" + std::to_string(units) +
                             "/patterns:" + std::to_string(patterns) + (packed ? "/packed" : "");
    const double flops = 2.0 * static_cast<double>(patterns * fan_in * units);
    register_flops(name, flops, [=](const kernels::KernelTable& table) -> Call {
        auto at = std::make_shared<Arrays>(Arrays{{patterns, fan_in}, {patterns, units}, {fan_in, units}});
        parallel::piece_borders(patterns, at->pieces);
        if (packed) {
            at->panels = AlignedBuffer<float>(patterns * at->delta.width());
            table.pack_panels({.from = at->delta.data(),
                               .from_stride = at->delta.stride,
                               .packed = at->panels.data(),
                               .patterns = patterns,
                               .columns = at->delta.width(),
                               .first = 0,
                               .end = patterns});
        }
        return [=, &table] {
            table.weight_gradient({.a = at->a.data(),
                                   .a_stride = at->a.stride,
                                   .delta = packed ? at->panels.data() : at->delta.data(),
                                   .delta_stride = packed ? 0 : at->delta.stride,
                                   .gradient = at->gradient.data(),
                                   .gradient_stride = at->gradient.stride,
                                   .pieces = at->pieces.data(),
                                   .piece_count = at->pieces.size() - 1,
                                   .rows = fan_in,
                                   .columns = at->delta.width(),
                                   .accumulate = false});
        };
    });
}

}  // namespace

void register_weight_gradient() {
    register_shape(64, 784, 128, false);
    register_shape(1, 784, 128, false);
    register_shape(2048, 784, 128, false);
    register_shape(256, 784, 1024, false);
    register_shape(256, 1024, 1024, false);
    register_shape(256, 1024, 1024, true);
    register_shape(1024, 4096, 4096, true);
    register_shape(100, 300, 300, false);
    register_shape(1024, 32, 16, false);
}

}  // namespace descent::bench
