#include "engine/by_layers.h"

#include <algorithm>

namespace descent::engine {

namespace {

constexpr std::size_t multiply_adds_worth_sharing = 500'000;
constexpr std::size_t floats_worth_sharing = 32'768;  // that are read and written once

PatternRange block_of_costs(PatternRange range, std::size_t block) {
    return {range.batch_first, block * kernels::cost_patterns,
            std::min((block + 1) * kernels::cost_patterns, range.end)};
}

struct Pass {
    const Context& context;
    parallel::Team& team;
    PatternRange range;

    /// body(range) for blocks of patterns: one, where all are not worth sharing.
    template <class Body>
    void for_blocks(bool share, Body&& body) const {
        if (!share) return body(range);
        team.for_each(blocks_of_costs(range.end), [&](std::size_t i, std::size_t) { body(block_of_costs(range, i)); });
    }

    /// body(range, columns) for tiles of a product that sums `terms` numbers: as many as there are threads, where the
    /// columns allow.
    template <class Body>
    void for_tiles(const LayerShape& result, std::size_t terms, Body&& body) const {
        if (range.end * terms * result.columns < multiply_adds_worth_sharing) return body(range, all_columns(result));
        constexpr std::size_t unit = kernels::lane_count;
        const std::size_t blocks = blocks_of_costs(range.end), units = result.columns / unit;
        const std::size_t parts = std::min(units, (team.size() + blocks - 1) / blocks);
        team.for_each(blocks * parts, [&](std::size_t i, std::size_t) {
            const std::size_t part = i % parts;
            body(block_of_costs(range, i / parts),
                 ColumnRange{units * part / parts * unit, units * (part + 1) / parts * unit});
        });
    }
};

}  // namespace

void propagate_by_layers(const Context& context, parallel::Team& team, const BatchView& batch, const float* parameters,
                         Workspace& workspace, Costs& costs, PatternRange range, Work work) {
    const bool deltas = work != Work::forward;
    const Pass pass{context, team, range};
    const std::size_t last = context.layers.size() - 1;
    const auto forward_by_tiles = [&](std::size_t i) {
        pass.for_tiles(context.layers[i], context.layers[i].fan_in, [&](PatternRange patterns, ColumnRange columns) {
            forward_layer(context, batch, parameters, workspace, i, patterns, columns);
        });
    };
    const auto backward_by_tiles = [&](std::size_t i) {
        pass.for_tiles(context.layers[i - 1], context.layers[i].fan_out,
                       [&](PatternRange patterns, ColumnRange columns) {
                           backward_layer(context, parameters, workspace, i, patterns, columns);
                       });
    };
    pass.for_blocks(range.end * context.options.network.inputs >= floats_worth_sharing,
                    [&](PatternRange patterns) { gather(context, batch, workspace, patterns); });
    for (std::size_t i = 0; i < last; ++i) forward_by_tiles(i);

    // a narrow last layer goes along with its outputs, a pattern's whole row in one task
    const LayerShape& outputs = context.layers[last];
    const bool narrow = !outputs.packs_deltas();
    if (!narrow) forward_by_tiles(last);
    pass.for_blocks(
        range.end * outputs.fan_in * outputs.columns >= multiply_adds_worth_sharing, [&](PatternRange patterns) {
            if (narrow) {
                forward_layer(context, batch, parameters, workspace, last, patterns, all_columns(outputs));
            }
            finish_outputs(context, batch, workspace, costs, patterns, deltas);
            if (narrow && deltas && last > 0) {
                backward_layer(context, parameters, workspace, last, patterns, all_columns(context.layers[last - 1]));
            }
        });
    if (!deltas) return;
    for (std::size_t i = narrow ? last - std::min<std::size_t>(last, 1) : last; i > 0; --i) backward_by_tiles(i);
    if (work != Work::packed_backward) return;
    pass.for_blocks(range.end * context.floats_per_pattern() >= 8 * floats_worth_sharing,
                    [&](PatternRange patterns) { pack_deltas(context, workspace, patterns, range.end); });
}

}  // namespace descent::engine
