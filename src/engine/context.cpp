#include "engine/context.h"

#include <limits>

#include "base/random.h"
#include "engine/check.h"
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

LayerShape shape_of(const EngineOptions& options, const network::Layout& layout, std::size_t layer,
                    std::size_t input_stride) {
    const network::Tensor& weight = layout.weight(layer);
    const Activation activation = options.network.layers[layer].activation;
    const bool hidden = layer + 1 < options.network.layers.size();
    return {.fan_in = weight.rows,
            .fan_out = weight.columns,
            .columns = (weight.columns + kernels::lane_count - 1) / kernels::lane_count * kernels::lane_count,
            .input_stride = input_stride,
            .stride = workspace_stride(weight.columns),
            .weight_offset = weight.offset,
            .bias_offset = layout.bias(layer).offset,
            .weight_stride = weight.stride,
            .activation = activation,
            .keeps_slopes = hidden && (options.dropout > 0 || network::needs_sum(activation))};
}

}  // namespace

Context::Context(const EngineOptions& engine_options)
    : options(checked(engine_options)),
      layout(network::make_layout(options.network)),
      kernels(&kernels::table_for(options.instruction_set)),
      second_cache_bytes(parallel::second_cache_bytes()),
      input_stride(workspace_stride(options.network.inputs)),
      target_stride(workspace_stride(options.network.outputs())),
      narrow_shift(options.scaling.shift.begin(), options.scaling.shift.end()),
      narrow_scale(options.scaling.scale.begin(), options.scaling.scale.end()),
      zeros(scaled(options.scaling, 0)),
      ones(scaled(options.scaling, 1)),
      fills(options.scaling.fill.empty() ? scaled(options.scaling, std::numeric_limits<double>::quiet_NaN())
                                         : scaled(options.scaling, options.scaling.fill)) {
    const std::size_t count = options.network.layers.size();
    for (std::size_t i = 0; i < count; ++i) {
        layers.push_back(shape_of(options, layout, i, i == 0 ? input_stride : layers.back().stride));
        if (i + 1 < count && options.dropout > 0) dropout.push_back(dropout_of(options, i));
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
