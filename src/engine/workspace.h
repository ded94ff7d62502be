#pragma once
/// \file
/// Memory for the patterns that are in work: inputs, targets, activations and deltas of every layer;
/// and for their costs.

#include <cstdint>
#include <vector>

#include "base/aligned_buffer.h"
#include "engine/context.h"

namespace descent::engine {

/// What a workspace has room for: the forward pass alone, backward too, or also `pack_deltas`.
enum class Work { forward, backward, packed_backward };

class Workspace {
public:
    Workspace(const Context& context, std::size_t patterns, Work work);

    std::size_t patterns() const { return patterns_; }

    // all: [patterns][stride of the layer]
    float* inputs() { return inputs_.data(); }
    float* targets() { return targets_.data(); }
    float* activations(std::size_t layer) { return activations_[layer].data(); }
    float* slopes(std::size_t layer) { return slopes_[layer].data(); }  ///< null where the layer keeps none
    float* deltas(std::size_t layer) { return deltas_[layer].data(); }
    std::uint32_t* labels() { return labels_.data(); }  ///< [patterns]
    float* packed_deltas(std::size_t layer) { return packed_deltas_[layer].data(); }
    float* pattern_weights() { return pattern_weights_.data(); }  ///< [patterns]

    /// What `backward` takes the derivative of the layer's activation from.
    float* kept(std::size_t layer) { return slopes(layer) == nullptr ? activations(layer) : slopes(layer); }
    /// What layer `layer` reads: the inputs, or the activations of the layer below.
    float* below(std::size_t layer) { return layer == 0 ? inputs() : activations(layer - 1); }

private:
    std::size_t patterns_;
    AlignedBuffer<float> inputs_, targets_, pattern_weights_;
    AlignedBuffer<std::uint32_t> labels_;
    std::vector<AlignedBuffer<float>> activations_, slopes_, deltas_, packed_deltas_;
};

/// What the patterns of a batch cost, sixteen patterns at a time, by their place in the batch.
class Costs {
public:
    explicit Costs(std::size_t patterns);

    std::size_t patterns() const { return patterns_; }
    /// Where the costs of the sixteen patterns from `first` on stand; `first` is a multiple of 16.
    float* lanes(std::size_t first) { return lanes_.data() + first / kernels::cost_patterns * kernels::lane_count; }
    std::uint32_t* correct(std::size_t first) { return correct_.data() + first / kernels::cost_patterns; }

    /// Sums over the first `patterns` patterns, in order, in double.
    BatchResult total(std::size_t patterns, bool classes) const;

private:
    std::size_t patterns_;
    AlignedBuffer<float> lanes_;
    AlignedBuffer<std::uint32_t> correct_;
};

}  // namespace descent::engine
