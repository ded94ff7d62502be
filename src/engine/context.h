#pragma once
/// \file
/// What a whole engine shares and never changes: the network, where its numbers stand, which kernels run.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <descent/dataset.h>

#include "engine/engine.h"
#include "kernels/table.h"
#include "network/layout.h"

namespace descent::engine {

/// One layer as the kernels see it.
struct LayerShape {
    std::size_t fan_in, fan_out;
    std::size_t columns;                                    ///< fan_out padded to 16
    std::size_t input_stride;                               ///< of the layer's input rows
    std::size_t stride;                                     ///< of the layer's output rows
    std::size_t weight_offset, bias_offset, weight_stride;  ///< in the arena
    Activation activation;
    bool keeps_slopes;  ///< forward keeps derivatives for backward: they do not follow from the outputs

    /// A tile sees only part of a row of deltas: then packed panels pay.
    bool packs_deltas() const { return columns > 48; }
};

struct Context {
    EngineOptions options;
    network::Layout layout;
    std::vector<LayerShape> layers;
    std::vector<network::Dropout> dropout;  ///< a hidden layer, without the draw; empty: none
    const kernels::KernelTable* kernels;
    std::size_t second_cache_bytes;
    std::size_t input_stride;
    std::size_t target_stride;
    std::vector<float> narrow_shift, narrow_scale;  ///< those of `options.scaling`, for inputs that float32 holds
    std::vector<float> zeros, ones, fills;          ///< what 0, 1 and a missing value are once they are scaled

    /// Throws UsageError when the parts of `options` do not fit each other.
    explicit Context(const EngineOptions& options);

    /// Do so many patterns cost more than the fork and join of a second thread?
    bool worth_sharing(std::size_t threads, std::size_t patterns) const;
    /// Do they cost so much more that the clock need not be asked (Sharing)?
    bool surely_worth_sharing(std::size_t patterns) const;

    /// Every tile of columns of a layer's gradient walks down so many patterns' inputs again: where a core's second
    /// cache does not hold them, panels pay as for deltas.
    bool packs_inputs(const LayerShape& layer, std::size_t patterns) const;

    /// Floats that one pattern needs in a Workspace.
    std::size_t floats_per_pattern() const;
    /// Floating-point operations of forward and backward for one pattern; the first layer has no delta below.
    double flops_per_pattern() const;
};

/// Floats from row to row of a matrix in a workspace: a multiple of 16 and, where a tile sees only part of a row, an
/// odd number of cache lines, so that the rows of a panel fall into all cache sets and not into a few.
std::size_t workspace_stride(std::size_t columns);

/// The batch of one call: rows of the whole file of `data`.
struct BatchView {
    const Dataset* data = nullptr;
    std::span<const std::uint32_t> rows = {};
    float scale = 0;                         ///< 1 / patterns of the update
    std::optional<std::uint64_t> draw = {};  ///< of dropout; none: every unit stays
};

}  // namespace descent::engine
