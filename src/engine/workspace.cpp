#include "engine/workspace.h"

#include <cmath>

namespace descent::engine {

namespace {

std::size_t cost_blocks(std::size_t patterns) {
    return (patterns + kernels::cost_patterns - 1) / kernels::cost_patterns;
}

}  // namespace

Workspace::Workspace(const Context& context, std::size_t patterns, Work work)
    : patterns_(patterns),
      inputs_(patterns * context.input_stride),
      targets_(patterns * context.target_stride),
      pattern_weights_(patterns),
      labels_(patterns) {
    for (const LayerShape& layer : context.layers) {
        activations_.emplace_back(patterns * layer.stride);
        const bool backward = work != Work::forward, packs = work == Work::packed_backward && layer.packs_deltas();
        slopes_.emplace_back(backward && layer.keeps_slopes ? patterns * layer.stride : 0);
        deltas_.emplace_back(backward ? patterns * layer.stride : 0);
        packed_deltas_.emplace_back(packs ? patterns * layer.columns : 0);
    }
}

Costs::Costs(std::size_t patterns)
    : patterns_(patterns), lanes_(cost_blocks(patterns) * kernels::lane_count), correct_(cost_blocks(patterns)) {}

BatchResult Costs::total(std::size_t patterns, bool classes) const {
    BatchResult result;
    result.patterns = patterns;
    double sums[kernels::lane_count] = {};
    for (std::size_t block = 0; block < cost_blocks(patterns); ++block) {
        const float* const costs = lanes_.data() + block * kernels::lane_count;
        for (std::size_t lane = 0; lane < kernels::lane_count; ++lane) sums[lane] += static_cast<double>(costs[lane]);
        if (classes) result.correct += correct_.data()[block];
    }
    for (std::size_t half = kernels::lane_count / 2; half > 0; half /= 2) {
        for (std::size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
    }
    result.loss = sums[0];
    return result;
}

bool BatchResult::finite() const { return std::isfinite(loss); }

void BatchResult::add(const BatchResult& other) {
    loss += other.loss;
    correct += other.correct;
    patterns += other.patterns;
    weight += other.weight;
}

}  // namespace descent::engine
