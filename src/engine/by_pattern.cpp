#include "engine/by_pattern.h"

#include <algorithm>

namespace descent::engine {

namespace {

constexpr PatternRange only_pattern{0, 0, 1};

std::size_t widest(const Context& context) {
    std::size_t width = 0;
    for (const LayerShape& layer : context.layers) width = std::max(width, layer.weight_stride);
    return width;
}

}  // namespace

ByPattern::ByPattern(const Context& context)
    : context_(context),
      workspaces_{Workspace(context, 1, Work::backward), Workspace(context, 1, Work::backward)},
      bias_gradient_(widest(context)) {}

BatchResult ByPattern::step(const BatchView& batch, const float* parameters, GradientSink& sink,
                            const BatchView& coming, Costs& costs) {
    propagate(batch, parameters, costs);
    const BatchResult result = costs.total(1, batch.data->has_classes());
    if (!result.finite()) return result;
    const bool with_next = coming.rows.size() == 1 && coming.data == batch.data;
    if (with_next) gather(context_, coming, next(), only_pattern);
    for (std::size_t layer = context_.layers.size(); layer > 0; --layer) {
        update_layer(layer - 1, parameters, sink, with_next && layer == 1);
    }
    ahead_ = with_next;
    if (with_next) ahead_row_ = coming.rows.front();
    return result;
}

void ByPattern::propagate(const BatchView& batch, const float* parameters, Costs& costs) {
    const bool known = ahead_ && ahead_row_ == batch.rows.front();
    ahead_ = false;
    if (known) {
        now_ = 1 - now_;
        finish_first_sums(context_, batch, current());
    } else {
        gather(context_, batch, current(), only_pattern);
    }
    forward(context_, batch, parameters, current(), only_pattern, known ? 1 : 0);
    finish_outputs(context_, batch, current(), costs, only_pattern, true);
    backward(context_, parameters, current(), only_pattern);
}

void ByPattern::update_layer(std::size_t layer, const float* parameters, GradientSink& sink, bool with_next) {
    const LayerShape& shape = context_.layers[layer];
    const std::size_t stride = shape.weight_stride;
    const float* const delta = current().deltas(layer);
    // as the sum over one pattern that other splits make
    for (std::size_t j = 0; j < stride; ++j) bias_gradient_.data()[j] = 0.0f + delta[j];
    sink.consume(shape.bias_offset, {bias_gradient_.data(), stride});
    float* const sums = with_next ? next().activations(layer) : nullptr;
    if (with_next) std::copy_n(parameters + shape.bias_offset, stride, sums);
    sink.consume_outer(shape.weight_offset, {.rows = shape.fan_in,
                                             .stride = stride,
                                             .a = current().below(layer),
                                             .delta = delta,
                                             .next_a = with_next ? next().inputs() : nullptr,
                                             .next_sums = sums});
}

}  // namespace descent::engine
