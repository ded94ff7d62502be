#pragma once
/// \file
/// The rows of the last layer: its patterns' outputs, targets and deltas, some patterns at a time.

#include "kernels/sum.h"
#include "kernels/table.h"

namespace descent::kernels {

/// f(batch, mask of its columns that exist, column) for every batch of a row; `lanes` collects a sum or maximum.
template <class Isa, class F>
DESCENT_INLINE void for_each_column(const OutputLayer& n, Lanes<Isa>& lanes, F&& f) {
    for (std::size_t j = 0; j < n.columns; j += lane_count) {
        lanes.for_each(
            [&](Batch<Isa>& part, std::size_t lane) { f(part, columns_before<Isa>(j + lane, n.outputs), j + lane); });
    }
}

/// One pattern's row: its outputs in place, its targets, where its delta goes, the factors on its cost and delta.
template <class Isa>
struct OutputRow {
    float* a;
    const float* y;  ///< null: outputs only
    float* delta;    ///< null: none wanted
    Batch<Isa> weight, factor;

    DESCENT_INLINE OutputRow(const OutputLayer& n, std::size_t p)
        : a(n.a + p * n.a_stride),
          y(n.y == nullptr ? nullptr : n.y + p * n.y_stride),
          delta(n.delta == nullptr ? nullptr : n.delta + p * n.delta_stride),
          weight(n.pattern_weights == nullptr ? 1.0f : n.pattern_weights[p]),
          factor(weight * Batch<Isa>(n.scale)) {}
};

/// What is done at a time: at most `cost_patterns` patterns. Each step is done for all of them before the next begins,
/// so that one row need not wait for another.
struct RowBlock {
    std::size_t first, count;
};

}  // namespace descent::kernels
