#include "engine/context.h"

#include <descent/error.h>

#include <limits>

#include "base/random.h"
#include "kernels/dispatch.h"
#include "network/with_activation.h"
#include "parallel/machine.h"

namespace descent::engine {

std::size_t workspace_stride(std::size_t columns) {
    constexpr std::size_t panel_lines = 3;
    const std::size_t lines = (columns + kernels::lane_count - 1) / kernels::lane_count;
    return (lines > panel_lines ? lines | 1 : lines) * kernels::lane_count;
}

namespace {

network::Dropout dropout_of(const EngineOptions& options, std::size_t layer) {
    RandomStream stream(options.seed, "dropout layers." + std::to_string(layer));
    return {.key = stream.next(),
            .draw = 0,
            .threshold = static_cast<std::uint32_t>(options.dropout * 0x1p32),
            .scale = static_cast<float>(1 / (1 - options.dropout))};
}

/// Of each input, in the arithmetic of doubles that are gathered.
std::vector<float> scaled(const Scaling& scaling, const std::vector<double>& raw) {
    std::vector<float> result;
    for (std::size_t k = 0; k < scaling.scale.size(); ++k) {
        result.push_back(static_cast<float>((raw[k] - scaling.shift[k]) * scaling.scale[k]));
    }
    return result;
}

std::vector<float> scaled(const Scaling& scaling, double raw) {
    return scaled(scaling, std::vector<double>(scaling.scale.size(), raw));
}

}  // namespace

Context::Context(const EngineOptions& engine_options)
    : options(engine_options),
      layout(network::make_layout(engine_options.network)),
      kernels(&kernels::table_for(engine_options.instruction_set)),
      second_cache_bytes(parallel::second_cache_bytes()),
      input_stride(workspace_stride(engine_options.network.inputs)),
      target_stride(workspace_stride(engine_options.network.outputs())),
      narrow_shift(engine_options.scaling.shift.begin(), engine_options.scaling.shift.end()),
      narrow_scale(engine_options.scaling.scale.begin(), engine_options.scaling.scale.end()) {
    const Network& network = options.network;
    network.validate();
    validate_loss(options.loss, network.layers.back().activation);
    const Scaling& scaling = options.scaling;
    if (scaling.shift.size() != network.inputs || scaling.scale.size() != network.inputs ||
        (!scaling.fill.empty() && scaling.fill.size() != network.inputs)) {
        throw UsageError("scaling", "has " + std::to_string(scaling.scale.size()) + " entries for " +
                                        std::to_string(network.inputs) + " inputs");
    }
    zeros = scaled(scaling, 0);
    ones = scaled(scaling, 1);
    fills = scaling.fill.empty() ? scaled(scaling, std::numeric_limits<double>::quiet_NaN())
                                 : scaled(scaling, scaling.fill);
    const TargetScaling& targets = options.target_scaling;
    if (targets.shift.size() != targets.scale.size() ||
        (!targets.shift.empty() && targets.shift.size() != network.outputs())) {
        throw UsageError("target_scaling", "has " + std::to_string(targets.scale.size()) + " entries for " +
                                               std::to_string(network.outputs()) + " outputs");
    }
    if (!(options.dropout >= 0 && options.dropout < 1)) {
        throw UsageError("dropout", "is " + std::to_string(options.dropout) + ", expected from 0 up and below 1");
    }
    if (!options.class_weights.empty() && options.class_weights.size() != network.outputs()) {
        throw UsageError("class_weights", "has " + std::to_string(options.class_weights.size()) + " entries for " +
                                              std::to_string(network.outputs()) + " classes");
    }
    std::size_t stride = input_stride;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const network::Tensor& weight = layout.weight(i);
        LayerShape layer{};
        layer.fan_in = weight.rows;
        layer.fan_out = weight.columns;
        layer.columns = (weight.columns + kernels::lane_count - 1) / kernels::lane_count * kernels::lane_count;
        layer.input_stride = stride;
        layer.stride = workspace_stride(weight.columns);
        layer.weight_offset = weight.offset;
        layer.bias_offset = layout.bias(i).offset;
        layer.weight_stride = weight.stride;
        layer.activation = network.layers[i].activation;
        const bool hidden = i + 1 < network.layers.size();
        layer.keeps_slopes = hidden && (options.dropout > 0 || network::needs_sum(layer.activation));
        if (hidden && options.dropout > 0) dropout.push_back(dropout_of(options, i));
        layers.push_back(layer);
        stride = layer.stride;
    }
}

bool Context::worth_sharing(std::size_t threads, std::size_t patterns) const {
    constexpr double fork_join_flops = 2e6;
    return threads > 1 && flops_per_pattern() * static_cast<double>(patterns) >= fork_join_flops;
}

bool Context::surely_worth_sharing(std::size_t patterns) const {
    constexpr double flops_far_above_any_handover = 1e9;
    return flops_per_pattern() * static_cast<double>(patterns) >= flops_far_above_any_handover;
}

bool Context::packs_inputs(const LayerShape& layer, std::size_t patterns) const {
    return layer.packs_deltas() && patterns * layer.input_stride * sizeof(float) > second_cache_bytes;
}

std::size_t Context::floats_per_pattern() const {
    std::size_t floats = input_stride + target_stride;
    for (const LayerShape& layer : layers) floats += (layer.keeps_slopes ? 3 : 2) * layer.stride;
    return floats;
}

double Context::flops_per_pattern() const {
    double flops = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const double products = i == 0 ? 2 : 3;
        flops += products * 2 * static_cast<double>(layers[i].fan_in) * static_cast<double>(layers[i].fan_out);
    }
    return flops;
}

}  // namespace descent::engine
