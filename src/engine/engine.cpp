#include "engine/engine.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include <descent/error.h>

#include "engine/by_layers.h"
#include "engine/by_pattern.h"
#include "engine/by_pieces.h"
#include "engine/by_units.h"
#include "engine/over_ranks.h"
#include "engine/sharing.h"
#include "engine/whole_gradient.h"
#include "parallel/pieces.h"

namespace descent::engine {

namespace {

constexpr std::size_t resident_floats = std::size_t{64} << 20;  // of patterns in work at once (256 MiB)
constexpr std::size_t cached_gradient_floats = 256 << 10;       // a gradient that a core's caches hold (1 MiB)
constexpr std::size_t evaluation_patterns = 4096;               // a block of `evaluate`; fixed, so sums are
constexpr std::size_t widest_floats = std::size_t{4} << 20;     // of a worker's patterns in `evaluate` (16 MiB)

}  // namespace

struct Engine::Implementation {
    Implementation(const EngineOptions& options, parallel::Team& engine_team)
        : context(options), team(engine_team), costs(std::max(options.largest_batch, evaluation_patterns)) {}

    BatchResult step(const BatchView& batch, const BatchView& coming, bool continues, const float* parameters,
                     GradientSink& sink);
    BatchResult step_by_units(const BatchView& batch, const BatchView& coming, const float* parameters,
                              GradientSink& sink);
    BatchResult step_by_pieces(const BatchView& batch, const float* parameters, GradientSink& sink);
    BatchResult step_over_ranks(const BatchView& batch, const float* parameters, GradientSink& sink);
    BatchResult finish(const BatchView& batch, std::span<float> gradient, GradientSink& sink) const;
    void add_node(const BatchView& batch, const float* parameters, const parallel::Node& node, std::size_t depth);
    void add_group(const BatchView& batch, const float* parameters, std::size_t first_piece, std::size_t end_piece,
                   std::size_t depth);
    BatchResult evaluate_block(const BatchView& batch, const float* parameters, std::span<float> outputs);
    void copy_outputs(Workspace& workspace, PatternRange range, std::span<float> outputs) const;
    void require(const Dataset& data, bool targets) const;
    bool small_network() const { return context.layout.size <= cached_gradient_floats; }
    std::size_t resident_patterns() const;  ///< that are in work at once; at least a piece

    Context context;
    parallel::Team& team;
    Costs costs;
    std::vector<std::size_t> pieces;        ///< borders of the batch at hand
    std::vector<std::size_t> group_pieces;  ///< borders of a part of it
    std::optional<ByPattern> by_pattern;    ///< made when first used
    std::optional<ByUnits> units;
    std::optional<ByPieces> by_pieces;
    std::optional<OverRanks> over_ranks;
    Sharing sharing;                                   ///< of whole batches by units
    std::vector<AlignedBuffer<float>> totals;          ///< one a level of the tree of groups
    std::vector<std::optional<Workspace>> evaluation;  ///< one a worker that had work
};

void Engine::Implementation::require(const Dataset& data, bool targets) const {
    const Network& network = context.options.network;
    if (data.inputs() != network.inputs) {
        throw InputError(data.name(), "", std::to_string(data.inputs()) + " inputs",
                         std::to_string(network.inputs) + " (network " + to_string(network) + ")");
    }
    if (targets && !data.has_targets()) throw InputError(data.name(), "", "no targets", "targets to learn");
    if (data.has_targets() && data.outputs() != network.outputs()) {
        throw InputError(data.name(), "",
                         std::to_string(data.outputs()) + (data.has_classes() ? " classes" : " target columns"),
                         std::to_string(network.outputs()) + " (network " + to_string(network) + ")");
    }
}

std::size_t Engine::Implementation::resident_patterns() const {
    const std::size_t largest = context.options.largest_batch;
    const std::size_t largest_piece = std::max(2 * parallel::smallest_piece, largest / parallel::most_pieces + 16);
    return std::min(largest, std::max(largest_piece, resident_floats / context.floats_per_pattern()));
}

BatchResult Engine::Implementation::step(const BatchView& batch, const BatchView& coming, bool continues,
                                         const float* parameters, GradientSink& sink) {
    const std::size_t patterns = batch.rows.size();
    if (patterns == 0) return {};
    if (patterns > context.options.largest_batch) throw UsageError("batch_size", "a batch is larger than announced");
    const bool alone = !context.worth_sharing(team.size(), 1);
    if (patterns == 1 && alone && sink.takes_outer()) {
        if (!by_pattern) by_pattern.emplace(context);
        if (!continues) by_pattern->forget();
        return by_pattern->step(batch, parameters, sink, coming, costs);
    }
    if (by_pattern) by_pattern->forget();
    parallel::piece_borders(patterns, pieces);
    if (pieces.size() == 2) return step_by_units(batch, coming, parameters, sink);  // on each rank: nothing to add
    if (team.ranks().size() > 1) return step_over_ranks(batch, parameters, sink);
    return small_network() ? step_by_pieces(batch, parameters, sink) : step_by_units(batch, coming, parameters, sink);
}

/// The gradient of the whole batch to the sink, unless the loss is not finite.
BatchResult Engine::Implementation::finish(const BatchView& batch, std::span<float> gradient,
                                           GradientSink& sink) const {
    const BatchResult result = costs.total(batch.rows.size(), batch.data->has_classes());
    if (!result.finite()) return result;
    for (const network::Tensor& tensor : context.layout.tensors) {
        sink.consume(tensor.offset, gradient.subspan(tensor.offset, tensor.size()));
    }
    return result;
}

BatchResult Engine::Implementation::step_by_pieces(const BatchView& batch, const float* parameters,
                                                   GradientSink& sink) {
    if (!by_pieces) by_pieces.emplace(context, team);
    return finish(batch, by_pieces->run(batch, parameters, pieces, costs), sink);
}

BatchResult Engine::Implementation::step_over_ranks(const BatchView& batch, const float* parameters,
                                                    GradientSink& sink) {
    if (!over_ranks) over_ranks.emplace(context, team.ranks());
    const std::vector<parallel::Node>& nodes = over_ranks->own_nodes(pieces.size() - 1);
    for (std::size_t i = 0; i < nodes.size(); ++i) add_node(batch, parameters, nodes[i], i);
    return finish(batch, over_ranks->add(totals, pieces, costs), sink);
}

/// The gradient of a node's pieces into totals[depth].
void Engine::Implementation::add_node(const BatchView& batch, const float* parameters, const parallel::Node& node,
                                      std::size_t depth) {
    if (!small_network() || node.count == 1) {
        if (!units) units.emplace(context, team, resident_patterns());
        return add_group(batch, parameters, node.first, node.first + node.count, depth);
    }
    if (!by_pieces) by_pieces.emplace(context, team);
    if (totals.size() <= depth) totals.emplace_back(context.layout.size);
    const std::span borders = std::span(pieces).subspan(node.first, node.count + 1);
    std::ranges::copy(by_pieces->run(batch, parameters, borders, costs), totals[depth].data());
}

BatchResult Engine::Implementation::step_by_units(const BatchView& batch, const BatchView& coming,
                                                  const float* parameters, GradientSink& sink) {
    const std::size_t patterns = batch.rows.size();
    if (!units) units.emplace(context, team, resident_patterns());
    if (patterns <= units->patterns()) {
        const auto run = [&](bool share) {
            units->propagate(batch, parameters, 0, patterns, costs, share);
            const BatchResult result = costs.total(patterns, batch.data->has_classes());
            if (result.finite()) units->gradient(pieces, sink, coming, share);
            return result;
        };
        const bool worth = context.worth_sharing(team.size(), patterns);
        const bool asks = worth && patterns == context.options.largest_batch && !context.surely_worth_sharing(patterns);
        if (!asks) return run(worth);
        const auto start = std::chrono::steady_clock::now();
        const BatchResult result = run(sharing.shares());
        sharing.took(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        return result;
    }
    add_group(batch, parameters, 0, pieces.size() - 1, 0);
    return finish(batch, totals[0].span(), sink);
}

/// The gradient of pieces [first, end) into totals[depth], by halves until a half fits in memory.
void Engine::Implementation::add_group(const BatchView& batch, const float* parameters, std::size_t first_piece,
                                       std::size_t end_piece, std::size_t depth) {
    if (totals.size() <= depth) totals.emplace_back(context.layout.size);
    const std::size_t first = pieces[first_piece], count = pieces[end_piece] - first;
    if (count > units->patterns() && end_piece - first_piece > 1) {
        const std::size_t middle = first_piece + (end_piece - first_piece) / 2;
        add_group(batch, parameters, first_piece, middle, depth);
        add_group(batch, parameters, middle, end_piece, depth + 1);
        context.kernels->add(totals[depth].data(), totals[depth + 1].data(), context.layout.size);
        return;
    }
    const bool share = context.worth_sharing(team.size(), count);
    units->propagate(batch, parameters, first, count, costs, share);
    group_pieces.assign(pieces.begin() + static_cast<std::ptrdiff_t>(first_piece),
                        pieces.begin() + static_cast<std::ptrdiff_t>(end_piece) + 1);
    for (std::size_t& border : group_pieces) border -= first;
    WholeGradient sink(totals[depth].span());
    units->gradient(group_pieces, sink, {}, share);
}

void Engine::Implementation::copy_outputs(Workspace& workspace, PatternRange range, std::span<float> outputs) const {
    if (outputs.empty()) return;
    const std::size_t last = context.layers.size() - 1;
    const LayerShape& layer = context.layers[last];
    for (std::size_t p = 0; p < range.end; ++p) {
        std::copy_n(workspace.activations(last) + p * layer.stride, layer.fan_out,
                    outputs.data() + (range.batch_first + p) * layer.fan_out);
    }
}

BatchResult Engine::Implementation::evaluate_block(const BatchView& batch, const float* parameters,
                                                   std::span<float> outputs) {
    const std::size_t patterns = batch.rows.size();
    const bool wide = 64 * context.floats_per_pattern() > widest_floats;
    const std::size_t block = wide ? kernels::cost_patterns : patterns_in_cache(context);
    const bool by_layers = patterns <= block && team.size() > 1;
    evaluation.resize(team.size());
    team.for_each((patterns + block - 1) / block, [&](std::size_t i, std::size_t worker) {
        if (!evaluation[worker]) evaluation[worker].emplace(context, block, Work::forward);
        Workspace& workspace = *evaluation[worker];
        const PatternRange range{i * block, 0, std::min(block, patterns - i * block)};
        if (by_layers) {
            propagate_by_layers(context, team, batch, parameters, workspace, costs, range, Work::forward);
        } else {
            gather(context, batch, workspace, range);
            forward(context, batch, parameters, workspace, range);
            finish_outputs(context, batch, workspace, costs, range, false);
        }
        copy_outputs(workspace, range, outputs);
    });
    return batch.data->has_targets() ? costs.total(patterns, batch.data->has_classes())
                                     : BatchResult{.patterns = patterns};
}

Engine::Engine(const EngineOptions& options, parallel::Team& team)
    : implementation_(std::make_unique<Implementation>(options, team)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

const network::Layout& Engine::layout() const { return implementation_->context.layout; }

BatchResult Engine::step(const Batch& batch, std::span<const float> parameters, GradientSink& sink) {
    implementation_->require(batch.data, true);
    const float scale = 1.0f / static_cast<float>(batch.rows.size());
    const BatchView view{&batch.data, batch.rows, scale, batch.draw};
    BatchResult result =
        implementation_->step(view, {&batch.data, batch.coming, 0.0f}, batch.continues, parameters.data(), sink);
    result.weight = total_weight(implementation_->context, view);
    return result;
}

BatchResult Engine::evaluate(const Dataset& data, std::span<const std::uint32_t> rows,
                             std::span<const float> parameters, std::span<float> outputs) {
    implementation_->require(data, false);
    const std::size_t width = outputs.empty() ? 0 : implementation_->context.options.network.outputs();
    parallel::Ranks& ranks = outputs.empty() ? implementation_->team.ranks() : parallel::one_rank();
    std::vector<BatchResult> blocks((rows.size() + evaluation_patterns - 1) / evaluation_patterns);
    for (std::size_t i = ranks.rank(); i < blocks.size(); i += ranks.size()) {
        const std::size_t first = i * evaluation_patterns, count = std::min(evaluation_patterns, rows.size() - first);
        const BatchView view{&data, rows.subspan(first, count), 1.0f};
        blocks[i] =
            implementation_->evaluate_block(view, parameters.data(), outputs.subspan(first * width, count * width));
        blocks[i].weight = total_weight(implementation_->context, view);
    }
    share_blocks(ranks, blocks);
    BatchResult total;
    for (const BatchResult& block : blocks) total.add(block);
    return total;
}

}  // namespace descent::engine
