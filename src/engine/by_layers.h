#pragma once
/// \file
/// The way of few patterns through wide layers: every product is cut by patterns and by units, and the threads meet
/// after each layer. Where patterns alone do not give every thread a task, that is the faster way.

#include "engine/passes.h"
#include "parallel/team.h"

namespace descent::engine {

/// Blocks of sixteen patterns, whose costs are summed together.
inline std::size_t blocks_of_costs(std::size_t patterns) {
    return (patterns + kernels::cost_patterns - 1) / kernels::cost_patterns;
}

/// Gather, forward, outputs and costs; the rest of `work` too. Threads share what is large enough. `range` begins at
/// pattern 0 of the workspace.
void propagate_by_layers(const Context& context, parallel::Team& team, const BatchView& batch, const float* parameters,
                         Workspace& workspace, Costs& costs, PatternRange range, Work work);

}  // namespace descent::engine
