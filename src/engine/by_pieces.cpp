#include "engine/by_pieces.h"

#include <algorithm>

#include "parallel/pieces.h"

namespace descent::engine {

std::size_t patterns_in_cache(const Context& context) {
    const std::size_t half_of_cache = context.second_cache_bytes / (2 * sizeof(float));
    const std::size_t fitting = half_of_cache / context.floats_per_pattern() / 16 * 16;
    return std::clamp<std::size_t>(fitting, 64, 256);
}

ByPieces::ByPieces(const Context& context, parallel::Team& team)
    : context_(context), team_(team), gradients_(parallel::most_pieces) {
    for (std::size_t i = 0; i < team.size(); ++i)
        workspaces_.emplace_back(context, patterns_in_cache(context), Work::backward);
}

std::span<float> ByPieces::run(const BatchView& batch, const float* parameters, std::span<const std::size_t> pieces,
                               Costs& costs) {
    batch_ = &batch;
    parameters_ = parameters;
    pieces_ = pieces;
    costs_ = &costs;
    return gradients_[team_.reduce(pieces.size() - 1, *this)].span();
}

void ByPieces::compute(std::size_t piece, std::size_t buffer, std::size_t worker) {
    if (gradients_[buffer].size() == 0) gradients_[buffer] = AlignedBuffer<float>(context_.layout.size);
    Workspace& workspace = workspaces_[worker];
    const std::size_t begin = pieces_[piece], end = pieces_[piece + 1];
    for (std::size_t first = begin; first < end; first += workspace.patterns()) {
        const PatternRange range{first, 0, std::min(workspace.patterns(), end - first)};
        gather(context_, *batch_, workspace, range);
        forward(context_, *batch_, parameters_, workspace, range);
        finish_outputs(context_, *batch_, workspace, *costs_, range, true);
        backward(context_, parameters_, workspace, range);
        add_block(workspace, range.end, first != begin, gradients_[buffer].data());
    }
}

void ByPieces::add_block(Workspace& workspace, std::size_t patterns, bool accumulate, float* gradient) {
    const std::size_t borders[] = {0, patterns};
    for (std::size_t i = context_.layers.size(); i > 0; --i) {
        const LayerShape& layer = context_.layers[i - 1];
        const GradientRows rows{i - 1, 0, layer.fan_in, borders, 1, accumulate, false};
        layer_gradient(context_, workspace, rows, gradient + layer.weight_offset, gradient + layer.bias_offset);
    }
}

void ByPieces::join(std::size_t left, std::size_t right) {
    context_.kernels->add(gradients_[left].data(), gradients_[right].data(), context_.layout.size);
}

}  // namespace descent::engine
