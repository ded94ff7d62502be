// The update rule of every optimizer, from cache and from memory, beside the bandwidth of the plainest loop over as
// many arrays.
#include <descent/machine.h>
#include <descent/registry.h>

#include <algorithm>

#include "kernels/all.h"
#include "kernels/bench.h"
#include "parallel/team.h"
#include "update/one_step.h"

namespace descent::bench {

namespace {

constexpr std::size_t row_floats = 1040;  // of the weights; the engine hands over a few rows at a time
constexpr std::size_t stretch_rows = 8;

struct Arrays {
    network::Layout layout;
    AlignedBuffer<float> parameters, gradient;
    update::Optimizer optimizer;
    parallel::Team alone{1};

    Arrays(const Registry& registry, const std::string& name, std::size_t rows)
        : layout(network::make_layout({rows, {{row_floats, Activation::identity}}})),
          parameters(layout.size),
          gradient(layout.size),
          optimizer(registry, name, {}, layout, inspect_machine().chosen) {}

    /// One step on a gradient of `value` everywhere.
    void step(float value) {
        std::ranges::fill(gradient.span(), value);
        const auto none = [] { return 0.0; };
        update::step_on_whole_gradient<float>(optimizer, 0.001, {parameters.span(), gradient.span(), {}}, none, none,
                                              alone);  // norms measure every tensor
    }

    void update() {
        const network::Tensor& weight = layout.weight(0);
        const std::size_t count = stretch_rows * weight.stride;
        update::step_on_stretches<float>(optimizer, 0.001, parameters.span(), gradient.span(),
                                         [&](const auto& stretch) {
                                             for (std::size_t at = 0; at + count <= weight.size(); at += count)
                                                 stretch(weight.offset + at, count);
                                         });
    }
};

/// How the state was made.
enum class Past {
    usual,  ///< one step
    /// A small gradient, then so many of 0 that averages have fallen as far as they do: below the normal numbers.
    zeros,
};

void make_state(Arrays& arrays, Past past) {
    constexpr int steps = 20000;
    arrays.step(past == Past::usual ? 1e-3f : 1e-15f);
    for (int t = 0; past == Past::zeros && t < steps; ++t) arrays.step(0);
}

void register_rule(const Registry& registry, const OptimizerInfo& info, std::size_t slots, std::size_t rows,
                   const std::string& place, Past past = Past::usual) {
    const std::size_t floats = rows * row_floats;
    const std::size_t arrays = 2 + slots;  // weights, gradient, state
    const MakeCall make = [&registry, name = info.name, rows, past](const kernels::KernelTable&) -> Call {
        auto at = std::make_shared<Arrays>(registry, name, rows);
        make_state(*at, past);
        return [at] { at->update(); };
    };
    const std::string name = "update/" + info.name + "/" + place;
    if (arrays <= 4) {
        register_stream(name, arrays, floats, make);
    } else {
        register_bytes(name, stream_bytes(arrays) * static_cast<double>(floats), make);
    }
}

}  // namespace

void register_updates() {
    static const Registry registry = builtin_optimizers();
    const network::Layout layout = network::make_layout({16, {{16, Activation::identity}}});
    for (const OptimizerInfo& info : registry.list()) {
        const update::Optimizer optimizer(registry, info.name, {}, layout, inspect_machine().chosen);
        if (optimizer.needs_closure()) continue;
        const std::size_t slots = optimizer.slot_names().size();
        register_rule(registry, info, slots, 32, "from_cache");  // 130 KB an array
        register_rule(registry, info, slots, 32, "denormal", Past::zeros);
        register_rule(registry, info, slots, 16384, "from_memory");  // 68 MB an array
    }
}

}  // namespace descent::bench
