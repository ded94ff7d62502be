// Gradients of the workloads' weights: from matrices where they stand, from packed deltas, and from packed inputs too.
#include "kernels/all.h"
#include "kernels/bench.h"
#include "parallel/pieces.h"

namespace descent::bench {

namespace {

enum class Packed { nothing, deltas, both };

struct Arrays {
    Matrix a, delta, gradient;
    std::vector<std::size_t> pieces = {};
    AlignedBuffer<float> panels = {}, inputs = {};
};

void register_shape(std::size_t patterns, std::size_t fan_in, std::size_t units, Packed packed) {
    const char* const suffix[] = {"", "/packed", "/packed_both"};
    const std::string name = "weight_gradient/" + std::to_string(fan_in) + "x" + std::to_string(units) +
                             "/patterns:" + std::to_string(patterns) + suffix[static_cast<int>(packed)];
    const double flops = 2.0 * static_cast<double>(patterns * fan_in * units);
    register_flops(name, flops, [=](const kernels::KernelTable& table) -> Call {
        auto at = std::make_shared<Arrays>(Arrays{{patterns, fan_in}, {patterns, units}, {fan_in, units}});
        parallel::piece_borders(patterns, at->pieces);
        if (packed == Packed::both) at->inputs = AlignedBuffer<float>(table.panel_floats(patterns));
        if (packed != Packed::nothing) {
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
                                   .delta = packed == Packed::nothing ? at->delta.data() : at->panels.data(),
                                   .delta_stride = packed == Packed::nothing ? at->delta.stride : 0,
                                   .gradient = at->gradient.data(),
                                   .gradient_stride = at->gradient.stride,
                                   .pieces = at->pieces.data(),
                                   .piece_count = at->pieces.size() - 1,
                                   .rows = fan_in,
                                   .columns = at->delta.width(),
                                   .accumulate = false,
                                   .panels = packed == Packed::both ? at->inputs.data() : nullptr});
        };
    });
}

}  // namespace

void register_weight_gradient() {
    register_shape(64, 784, 128, Packed::nothing);
    register_shape(1, 784, 128, Packed::nothing);
    register_shape(2048, 784, 128, Packed::nothing);
    register_shape(256, 784, 1024, Packed::nothing);
    register_shape(256, 1024, 1024, Packed::nothing);
    for (const Packed packed : {Packed::deltas, Packed::both}) {
        register_shape(256, 1024, 1024, packed);
        register_shape(1024, 4096, 4096, packed);
    }
    register_shape(100, 300, 300, Packed::nothing);
    register_shape(1024, 32, 16, Packed::nothing);
}

}  // namespace descent::bench
