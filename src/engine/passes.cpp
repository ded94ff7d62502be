#include "engine/passes.h"

#include <algorithm>

#include "kernels/prefetch.h"

namespace descent::engine {

namespace {

void gather_inputs(const Context& context, const BatchView& batch, Workspace& workspace, PatternRange range) {
    const Dataset::Inputs& inputs = batch.data->raw_inputs();
    const Scaling& scaling = context.options.scaling;
    context.kernels->gather_inputs({.in = inputs.bytes,
                                    .type = inputs.type,
                                    .in_columns = inputs.columns,
                                    .rows = batch.rows.data() + range.batch_first + range.first,
                                    .shift = context.narrow_shift.data(),
                                    .scale = context.narrow_scale.data(),
                                    .wide_shift = scaling.shift.data(),
                                    .wide_scale = scaling.scale.data(),
                                    .fill = scaling.fill.empty() ? nullptr : scaling.fill.data(),
                                    .out = workspace.inputs() + range.first * context.input_stride,
                                    .out_stride = context.input_stride,
                                    .patterns = range.end - range.first});
}

kernels::InputRanges ranges_of(const std::vector<InputRange>& list) { return {list.data(), list.data() + list.size()}; }

void expand_inputs(const Context& context, const BatchView& batch, Workspace& workspace, PatternRange range) {
    const Dataset::Inputs& inputs = batch.data->raw_inputs();
    const Expansion& expansion = batch.data->expansion();
    context.kernels->expand_inputs({.in = inputs.bytes,
                                    .in_columns = inputs.columns,
                                    .rows = batch.rows.data() + range.batch_first + range.first,
                                    .numbers = ranges_of(expansion.numbers),
                                    .categories = ranges_of(expansion.categories),
                                    .indicators = ranges_of(expansion.indicators),
                                    .shift = context.options.scaling.shift.data(),
                                    .scale = context.options.scaling.scale.data(),
                                    .zeros = context.zeros.data(),
                                    .ones = context.ones.data(),
                                    .fills = context.fills.data(),
                                    .out = workspace.inputs() + range.first * context.input_stride,
                                    .out_stride = context.input_stride,
                                    .patterns = range.end - range.first,
                                    .inputs = context.options.network.inputs});
}

/// Of one pattern. Nothing is asked inside the loops: they are as short as the row.
void scale_targets(const TargetScaling& scaling, const double* values, std::size_t count, float* y) {
    if (scaling.shift.empty()) {
        std::transform(values, values + count, y, [](double value) { return static_cast<float>(value); });
    } else {
        for (std::size_t i = 0; i < count; ++i) y[i] = static_cast<float>(scaled_target(scaling, i, values[i]));
    }
}

/// One-hot rows for classes, the values scaled otherwise; padding stays zero.
void gather_targets(const Context& context, const BatchView& batch, Workspace& workspace, PatternRange range) {
    const Dataset::Targets& targets = batch.data->raw_targets();
    const std::size_t stride = context.target_stride;
    const bool classes = batch.data->has_classes();
    for (std::size_t p = range.first; p < range.end; ++p) {
        const std::size_t row = batch.rows[range.batch_first + p];
        float* const y = workspace.targets() + p * stride;
        if (classes) {
            std::fill(y, y + stride, 0.0f);
            y[targets.labels[row]] = 1.0f;
            workspace.labels()[p] = targets.labels[row];
        } else {
            scale_targets(context.options.target_scaling, targets.values.data() + row * targets.columns,
                          targets.columns, y);
        }
    }
}

bool weighted_by_class(const Context& context, const BatchView& batch) {
    return !context.options.class_weights.empty() && batch.data->has_classes();
}

bool weighted(const Context& context, const BatchView& batch) {
    return weighted_by_class(context, batch) || !batch.data->details().weights.empty();
}

/// That of its class times its own.
float weight_of(const Context& context, const BatchView& batch, std::size_t pattern) {
    const std::size_t row = batch.rows[pattern];
    const std::vector<float>& own = batch.data->details().weights;
    const auto& labels = batch.data->raw_targets().labels;
    const float of_class = weighted_by_class(context, batch) ? context.options.class_weights[labels[row]] : 1.0f;
    return own.empty() ? of_class : of_class * own[row];
}

void gather_pattern_weights(const Context& context, const BatchView& batch, Workspace& workspace, PatternRange range) {
    for (std::size_t p = range.first; p < range.end; ++p) {
        workspace.pattern_weights()[p] = weight_of(context, batch, range.batch_first + p);
    }
}

/// Drops units of a hidden layer, where the batch drops any.
void drop(const Context& context, const BatchView& batch, Workspace& workspace, std::size_t layer, PatternRange range,
          ColumnRange columns) {
    if (!batch.draw || context.dropout.empty()) return;
    const LayerShape& shape = context.layers[layer];
    network::Dropout random = context.dropout[layer];
    random.draw = *batch.draw;
    const std::size_t start = range.first * shape.stride + columns.first;
    context.kernels->dropout({.a = workspace.activations(layer) + start,
                              .a_stride = shape.stride,
                              .slopes = workspace.slopes(layer) + start,
                              .patterns = range.end - range.first,
                              .columns = columns.end - columns.first,
                              .activation = shape.activation,
                              .random = random,
                              .position = range.batch_first + range.first,
                              .first_unit = columns.first});
}

}  // namespace

void gather(const Context& context, const BatchView& batch, Workspace& workspace, PatternRange range) {
    if (batch.data->expansion().empty()) {
        gather_inputs(context, batch, workspace, range);
    } else {
        expand_inputs(context, batch, workspace, range);
    }
    if (!batch.data->has_targets()) return;
    gather_targets(context, batch, workspace, range);
    if (weighted(context, batch)) gather_pattern_weights(context, batch, workspace, range);
}

double total_weight(const Context& context, const BatchView& batch) {
    if (!weighted(context, batch)) return static_cast<double>(batch.rows.size());
    double total = 0;
    for (std::size_t p = 0; p < batch.rows.size(); ++p) total += static_cast<double>(weight_of(context, batch, p));
    return total;
}

void finish_first_sums(const Context& context, const BatchView& batch, Workspace& workspace) {
    const LayerShape& layer = context.layers.front();
    if (context.layers.size() == 1) return;
    float* const sums = workspace.activations(0);
    // a product of no terms: f(sums)
    context.kernels->dense_forward({.x = sums,
                                    .x_stride = layer.stride,
                                    .w = sums,
                                    .w_stride = layer.stride,
                                    .bias = sums,
                                    .a = sums,
                                    .a_stride = layer.stride,
                                    .patterns = 1,
                                    .fan_in = 0,
                                    .columns = layer.columns,
                                    .activation = layer.activation,
                                    .slopes = workspace.slopes(0)});
    drop(context, batch, workspace, 0, {0, 0, 1}, all_columns(layer));
}

void forward(const Context& context, const BatchView& batch, const float* parameters, Workspace& workspace,
             PatternRange range, std::size_t first_layer) {
    for (std::size_t i = first_layer; i < context.layers.size(); ++i) {
        forward_layer(context, batch, parameters, workspace, i, range, all_columns(context.layers[i]));
    }
}

void forward_layer(const Context& context, const BatchView& batch, const float* parameters, Workspace& workspace,
                   std::size_t i, PatternRange range, ColumnRange columns) {
    const LayerShape& layer = context.layers[i];
    const bool last = i + 1 == context.layers.size();
    float* const slopes = workspace.slopes(i);
    const std::size_t start = range.first * layer.stride + columns.first;
    context.kernels->dense_forward({.x = workspace.below(i) + range.first * layer.input_stride,
                                    .x_stride = layer.input_stride,
                                    .w = parameters + layer.weight_offset + columns.first,
                                    .w_stride = layer.weight_stride,
                                    .bias = parameters + layer.bias_offset + columns.first,
                                    .a = workspace.activations(i) + start,
                                    .a_stride = layer.stride,
                                    .patterns = range.end - range.first,
                                    .fan_in = layer.fan_in,
                                    .columns = columns.end - columns.first,
                                    .activation = last ? Activation::identity : layer.activation,
                                    .slopes = slopes == nullptr ? nullptr : slopes + start});
    if (!last) drop(context, batch, workspace, i, range, columns);
}

void finish_outputs(const Context& context, const BatchView& batch, Workspace& workspace, Costs& costs,
                    PatternRange range, bool deltas) {
    const std::size_t last = context.layers.size() - 1;
    const LayerShape& layer = context.layers[last];
    const bool targets = batch.data->has_targets();
    context.kernels->output_layer(
        {.a = workspace.activations(last) + range.first * layer.stride,
         .a_stride = layer.stride,
         .y = targets ? workspace.targets() + range.first * context.target_stride : nullptr,
         .y_stride = context.target_stride,
         .delta = deltas ? workspace.deltas(last) + range.first * layer.stride : nullptr,
         .delta_stride = layer.stride,
         .pattern_weights = weighted(context, batch) ? workspace.pattern_weights() + range.first : nullptr,
         .scale = batch.scale,
         .patterns = range.end - range.first,
         .outputs = layer.fan_out,
         .columns = layer.columns,
         .loss = context.options.loss,
         .activation = layer.activation,
         .costs = costs.lanes(range.batch_first + range.first),
         .labels = workspace.labels() + range.first,
         .correct = batch.data->has_classes() ? costs.correct(range.batch_first + range.first) : nullptr,
         .huber_delta = static_cast<float>(context.options.huber_delta)});
}

void backward(const Context& context, const float* parameters, Workspace& workspace, PatternRange range) {
    for (std::size_t i = context.layers.size() - 1; i > 0; --i) {
        backward_layer(context, parameters, workspace, i, range, all_columns(context.layers[i - 1]));
    }
}

void backward_layer(const Context& context, const float* parameters, Workspace& workspace, std::size_t i,
                    PatternRange range, ColumnRange columns) {
    const LayerShape& layer = context.layers[i];
    const LayerShape& below = context.layers[i - 1];
    const std::size_t start = range.first * below.stride + columns.first;
    context.kernels->delta_below({.delta = workspace.deltas(i) + range.first * layer.stride,
                                  .delta_stride = layer.stride,
                                  .w = parameters + layer.weight_offset + columns.first * layer.weight_stride,
                                  .w_stride = layer.weight_stride,
                                  .kept = workspace.kept(i - 1) + start,
                                  .kept_stride = below.stride,
                                  .below = workspace.deltas(i - 1) + start,
                                  .below_stride = below.stride,
                                  .patterns = range.end - range.first,
                                  .fan_out = layer.fan_out,
                                  .units = std::min(columns.end, below.fan_out) - columns.first,
                                  .activation = below.activation,
                                  .kept_are_slopes = below.keeps_slopes});
}

void prefetch(const BatchView& batch, std::size_t first, std::size_t end) {
    if (first == end) return;
    const Dataset::Inputs& inputs = batch.data->raw_inputs();
    const std::size_t bytes = inputs.columns * size_of(inputs.type);
    for (std::size_t p = first; p < end; ++p) {
        kernels::prefetch<2>(inputs.bytes + batch.rows[p] * bytes, bytes);
    }
}

void pack_deltas(const Context& context, Workspace& workspace, PatternRange range, std::size_t patterns) {
    for (std::size_t i = 0; i < context.layers.size(); ++i) {
        const LayerShape& layer = context.layers[i];
        if (!layer.packs_deltas()) continue;
        context.kernels->pack_panels({.from = workspace.deltas(i),
                                      .from_stride = layer.stride,
                                      .packed = workspace.packed_deltas(i),
                                      .patterns = patterns,
                                      .columns = layer.columns,
                                      .first = range.first,
                                      .end = range.end});
    }
}

void layer_gradient(const Context& context, Workspace& workspace, const GradientRows& rows, float* weights,
                    float* bias) {
    const LayerShape& layer = context.layers[rows.layer];
    const bool packed = rows.packed && layer.packs_deltas();
    context.kernels->weight_gradient(
        {.a = workspace.below(rows.layer) + rows.first,
         .a_stride = layer.input_stride,
         .delta = packed ? workspace.packed_deltas(rows.layer) : workspace.deltas(rows.layer),
         .delta_stride = packed ? 0 : layer.stride,
         .gradient = weights,
         .gradient_stride = layer.weight_stride,
         .pieces = rows.pieces,
         .piece_count = rows.piece_count,
         .rows = rows.end - rows.first,
         .columns = layer.columns,
         .accumulate = rows.accumulate,
         .bias = bias,
         .panels = rows.panels});
}

}  // namespace descent::engine
