#include "engine/by_units.h"

#include <algorithm>

#include "engine/by_layers.h"

namespace descent::engine {

namespace {

constexpr std::size_t row_block = 1024;       // patterns, at most, that one thread takes through all layers at a time
constexpr std::size_t scratch_floats = 4096;  // gradient rows of narrow layers: they fill the first-level cache
constexpr std::size_t worthy_rows = 64;       // of wide ones: fewer would read the deltas too often
constexpr std::size_t tile_rows = 16;
constexpr std::size_t patterns_worth_packing = 32;

std::size_t round_up(std::size_t value, std::size_t unit) { return (value + unit - 1) / unit * unit; }

}  // namespace

ByUnits::ByUnits(const Context& context, parallel::Team& team, std::size_t patterns)
    : context_(context), team_(team), workspace_(context, patterns, Work::packed_backward) {
    std::size_t largest_scratch = 0;
    for (std::size_t layer = context.layers.size(); layer > 0; --layer) add_tasks(layer - 1);
    for (const Task& task : tasks_) {
        const std::size_t rows = task.end - task.first + 1;
        largest_scratch = std::max(largest_scratch, rows * context.layers[task.layer].weight_stride);
    }
    const bool packs = std::ranges::any_of(
        context.layers, [&](const LayerShape& layer) { return context.packs_inputs(layer, patterns); });
    for (std::size_t i = 0; i < team.size(); ++i) {
        scratch_.emplace_back(largest_scratch);
        panels_.emplace_back(packs ? context.kernels->panel_floats(patterns) : 0);
    }
}

void ByUnits::add_tasks(std::size_t layer) {
    const LayerShape& shape = context_.layers[layer];
    const std::size_t fitting = std::max(worthy_rows, scratch_floats / shape.weight_stride);
    const bool small = shape.fan_in * shape.weight_stride <= scratch_floats;
    const std::size_t fair = small || team_.size() == 1 ? fitting : shape.fan_in / (4 * team_.size());
    const std::size_t rows = std::max(tile_rows, std::min(fitting, fair) / tile_rows * tile_rows);
    for (std::size_t first = 0; first < shape.fan_in; first += rows) {
        tasks_.push_back({layer, first, std::min(first + rows, shape.fan_in)});
    }
}

template <class Body>
void ByUnits::run(bool share, std::size_t count, Body&& body) {
    if (share) {
        team_.for_each(count, body);
    } else {
        for (std::size_t i = 0; i < count; ++i) body(i, std::size_t{0});
    }
}

void ByUnits::propagate(const BatchView& batch, const float* parameters, std::size_t first, std::size_t count,
                        Costs& costs, bool share) {
    packed_ = count >= patterns_worth_packing;
    if (share && blocks_of_costs(count) < team_.size()) {
        const Work work = packed_ ? Work::packed_backward : Work::backward;
        return propagate_by_layers(context_, team_, batch, parameters, workspace_, costs, {first, 0, count}, work);
    }
    // as many blocks for every thread, as equal as whole units of patterns allow
    constexpr std::size_t unit = kernels::cost_patterns;
    const std::size_t units = round_up(count, unit) / unit, threads = share ? team_.size() : 1;
    const std::size_t blocks = std::min(units, round_up(round_up(count, row_block) / row_block, threads));
    run(share, blocks, [&](std::size_t i, std::size_t) {
        const PatternRange range{first, units * i / blocks * unit, std::min(units * (i + 1) / blocks * unit, count)};
        gather(context_, batch, workspace_, range);
        forward(context_, batch, parameters, workspace_, range);
        finish_outputs(context_, batch, workspace_, costs, range, true);
        backward(context_, parameters, workspace_, range);
        if (packed_) pack_deltas(context_, workspace_, range, count);
    });
}

void ByUnits::gradient(std::span<const std::size_t> pieces, GradientSink& sink, const BatchView& coming, bool share) {
    const std::size_t count = tasks_.size(), patterns = coming.rows.size();
    run(share, count, [&](std::size_t i, std::size_t worker) {
        prefetch(coming, patterns * i / count, patterns * (i + 1) / count);
        run_task(tasks_[i], pieces, worker, sink);
    });
}

void ByUnits::run_task(const Task& task, std::span<const std::size_t> pieces, std::size_t worker, GradientSink& sink) {
    const LayerShape& layer = context_.layers[task.layer];
    const bool packs = context_.packs_inputs(layer, pieces.back());
    const GradientRows rows{task.layer,        task.first, task.end, pieces.data(),
                            pieces.size() - 1, false,      packed_,  packs ? panels_[worker].data() : nullptr};
    float* const scratch = scratch_[worker].data();
    const std::size_t row_count = task.end - task.first;
    float* const bias = task.first == 0 ? scratch + row_count * layer.weight_stride : nullptr;
    const std::size_t scratch_rows = row_count + (bias == nullptr ? 0 : 1);
    for (std::size_t row = 0; row < scratch_rows && layer.columns != layer.weight_stride;
         ++row) {  // no kernel writes it
        std::fill(scratch + row * layer.weight_stride + layer.columns, scratch + (row + 1) * layer.weight_stride, 0.0f);
    }
    layer_gradient(context_, workspace_, rows, scratch, bias);
    sink.consume(layer.weight_offset + task.first * layer.weight_stride, {scratch, row_count * layer.weight_stride});
    if (bias != nullptr) sink.consume(layer.bias_offset, {bias, layer.weight_stride});
}

}  // namespace descent::engine
