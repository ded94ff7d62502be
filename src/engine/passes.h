#pragma once
/// \file
/// The way of patterns through the network: gather, forward, loss and output delta, deltas backward. Every function
/// works on patterns [first, end) of a workspace alone, so ranges may run at the same time.

#include "engine/context.h"
#include "engine/workspace.h"

namespace descent::engine {

/// A range of patterns in a workspace; `batch_first` is the place of workspace pattern 0 in the batch. `first` is a
/// multiple of 16.
struct PatternRange {
    std::size_t batch_first, first, end;
};

/// Units of a layer, padded: `first` is a multiple of 16, `end` too.
struct ColumnRange {
    std::size_t first, end;
};

inline ColumnRange all_columns(const LayerShape& layer) { return {0, layer.columns}; }

/// Inputs, targets and pattern weights of the range. Without targets in the data only inputs.
void gather(const Context& context, const BatchView& batch, Workspace& workspace, PatternRange range);

/// The weights of the batch's patterns, added in order; their number where none has a weight of its own.
double total_weight(const Context& context, const BatchView& batch);

/// Activations of all layers from `first_layer` on, without the units that the batch drops; of the last layer only its
/// sums.
void forward(const Context& context, const BatchView& batch, const float* parameters, Workspace& workspace,
             PatternRange range, std::size_t first_layer = 0);

/// The part of `forward` that gives the columns of layer i, counted from 0.
void forward_layer(const Context& context, const BatchView& batch, const float* parameters, Workspace& workspace,
                   std::size_t i, PatternRange range, ColumnRange columns);

/// For one pattern: the activations of the first layer, in the place of its sums.
void finish_first_sums(const Context& context, const BatchView& batch, Workspace& workspace);

/// Outputs, and where the data has targets costs; with `deltas` also dC/dz of the last layer.
void finish_outputs(const Context& context, const BatchView& batch, Workspace& workspace, Costs& costs,
                    PatternRange range, bool deltas);

/// Deltas of every layer below the last.
void backward(const Context& context, const float* parameters, Workspace& workspace, PatternRange range);

/// The part of `backward` that gives columns of the layer below layer i.
void backward_layer(const Context& context, const float* parameters, Workspace& workspace, std::size_t i,
                    PatternRange range, ColumnRange columns);

/// Prefetches the inputs of patterns [first, end) of the batch, ahead of their gathering.
void prefetch(const BatchView& batch, std::size_t first, std::size_t end);

/// Deltas of the range as panels of columns (kernels::PackPanels), for layers whose deltas a tile sees only in part.
/// `patterns`: of the whole batch in the workspace.
void pack_deltas(const Context& context, Workspace& workspace, PatternRange range, std::size_t patterns);

/// One contribution to a layer's gradient from patterns of a workspace.
struct GradientRows {
    std::size_t layer;
    std::size_t first, end;     ///< rows k of the weights
    const std::size_t* pieces;  ///< borders in the workspace
    std::size_t piece_count;
    bool accumulate;
    bool packed;              ///< use what `pack_deltas` made, where it made any
    float* panels = nullptr;  ///< room to pack the layer's inputs (kernels::WeightGradient); null: read in place
};

/// Rows [first, end) of the weight gradient into `weights`, whose rows lie weight_stride apart, and the bias gradient
/// into `bias`; null: not wanted.
void layer_gradient(const Context& context, Workspace& workspace, const GradientRows& rows, float* weights,
                    float* bias);

}  // namespace descent::engine
