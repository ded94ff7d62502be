#include "programs/step_plan.h"

#include <algorithm>
#include <bit>

#include "engine/context.h"
#include "network/layout.h"
#include "parallel/pieces.h"

namespace descent::bench {

namespace {

// As in src/engine: what decides how a step is cut.
constexpr std::size_t cached_gradient_floats = 256 << 10;
constexpr std::size_t unit = 16;  // of patterns and of columns
constexpr std::size_t row_block = 1024;
constexpr std::size_t narrow_columns = 48;
constexpr std::size_t scratch_floats = 4096, worthy_rows = 64;
constexpr std::size_t patterns_worth_packing = 32;
constexpr double flops_worth_sharing = 2e6;
constexpr std::size_t multiply_adds_worth_sharing = 500'000, floats_worth_sharing = 32'768;

constexpr std::size_t ratio_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

/// The part of the work that the busiest core has, if task i makes size(i) of it and goes to the core that is free
/// first.
template <class Size>
double busiest(std::size_t tasks, std::size_t cores, Size&& size) {
    std::vector<double> own(cores, 0.0);
    double all = 0;
    for (std::size_t i = 0; i < tasks; ++i) {
        *std::ranges::min_element(own) += size(i);
        all += size(i);
    }
    return all == 0 ? 1 : *std::ranges::max_element(own) / all;
}

struct Layer {
    double fan_in, fan_out;
    std::size_t columns;  ///< padded
    double pairs() const { return fan_in * fan_out; }
};

class Planner {
public:
    Planner(const Workload& workload, std::size_t cores)
        : batch_(workload.batch),
          cores_(cores),
          units_(ratio_up(workload.batch, unit)),
          inputs_(workload.network.inputs),
          others_(1 - 1 / static_cast<double>(cores)),
          layout_(network::make_layout(workload.network)) {
        for (std::size_t i = 0; i < workload.network.layers.size(); ++i) {
            const network::Tensor& weight = layout_.weight(i);
            layers_.push_back({static_cast<double>(weight.rows), static_cast<double>(weight.columns),
                               ratio_up(weight.columns, unit) * unit});
        }
    }

    std::vector<Phase> phases() const {
        if (layout_.size <= cached_gradient_floats && pieces() > 1) return {by_pieces()};
        std::vector<Phase> result = units_ < cores_ ? by_layers() : std::vector<Phase>{by_patterns()};
        result.push_back(gradient());
        return result;
    }

    std::size_t pieces() const { return parallel::piece_count(batch_); }

private:
    double patterns() const { return static_cast<double>(batch_); }

    double forward_flops(std::size_t layer) const { return 2 * patterns() * layers_[layer].pairs(); }
    double all_forward() const {
        double flops = 0;
        for (std::size_t i = 0; i < layers_.size(); ++i) flops += forward_flops(i);
        return flops;
    }
    double all_deltas() const { return all_forward() - forward_flops(0); }

    Phase by_pieces() const {
        const std::size_t tasks = pieces();
        return {.tasks = tasks,
                .flops = 2 * all_forward() + all_deltas(),
                .busiest = static_cast<double>(ratio_up(tasks, cores_)) / static_cast<double>(tasks),
                .fetched = static_cast<double>(layout_.size * sizeof(float))};
    }

    /// Blocks of patterns through all layers and back.
    Phase by_patterns() const {
        const std::size_t tasks = std::min(units_, ratio_up(ratio_up(batch_, row_block), cores_) * cores_);
        const auto border = [&](std::size_t i) { return std::min(units_ * i / tasks * unit, batch_); };
        return {.tasks = tasks,
                .flops = all_forward() + all_deltas(),
                .busiest = busiest(tasks, cores_,
                                   [&](std::size_t i) { return static_cast<double>(border(i + 1) - border(i)); }),
                .fetched = others_ * static_cast<double>(layout_.size * sizeof(float))};
    }

    Phase shared_blocks(bool share, double flops) const {
        Phase phase{.tasks = share ? units_ : 1, .flops = flops};
        if (share) phase.busiest = static_cast<double>(ratio_up(units_, cores_)) / static_cast<double>(units_);
        return phase;
    }

    /// A product whose result has so many columns, and which sums so many terms.
    Phase tiles(std::size_t columns, double terms, double flops) const {
        const double fetched = others_ * 4 * (terms * static_cast<double>(columns) + terms * patterns());
        if (static_cast<std::size_t>(terms) * batch_ * columns < multiply_adds_worth_sharing) {
            return {.flops = flops, .fetched = fetched};
        }
        const std::size_t parts = std::min(columns / unit, ratio_up(cores_, units_)), tasks = units_ * parts;
        // a core needs the weights of its columns, and all inputs of its patterns
        return {.tasks = tasks,
                .flops = flops,
                .busiest = static_cast<double>(ratio_up(tasks, cores_)) / static_cast<double>(tasks),
                .fetched = fetched / static_cast<double>(parts)};
    }

    std::vector<Phase> by_layers() const {
        const std::size_t last = layers_.size() - 1;
        const bool narrow = layers_[last].columns <= narrow_columns;
        std::vector<Phase> result = {shared_blocks(batch_ * inputs_ >= floats_worth_sharing, 0)};
        for (std::size_t i = 0; i < (narrow ? last : last + 1); ++i) {
            result.push_back(tiles(layers_[i].columns, layers_[i].fan_in, forward_flops(i)));
        }
        const bool outputs_shared = batch_ * static_cast<std::size_t>(layers_[last].fan_in) * layers_[last].columns >=
                                    multiply_adds_worth_sharing;
        result.push_back(shared_blocks(outputs_shared, narrow ? (last > 0 ? 2 : 1) * forward_flops(last) : 0));
        for (std::size_t i = narrow ? last - std::min<std::size_t>(last, 1) : last; i > 0; --i) {
            result.push_back(tiles(layers_[i - 1].columns, layers_[i].fan_out, forward_flops(i)));
        }
        if (batch_ >= patterns_worth_packing) {
            result.push_back(shared_blocks(batch_ * floats_per_pattern() >= 8 * floats_worth_sharing, 0));
        }
        return result;
    }

    std::size_t floats_per_pattern() const {
        using engine::workspace_stride;
        std::size_t floats =
            workspace_stride(inputs_) + workspace_stride(static_cast<std::size_t>(layers_.back().fan_out));
        for (const Layer& layer : layers_) floats += 2 * workspace_stride(static_cast<std::size_t>(layer.fan_out));
        return floats;
    }

    /// Rows of the weights, from the last layer to the first.
    Phase gradient() const {
        std::vector<double> work;
        double deltas = 0, below = 0;
        for (std::size_t i = layers_.size(); i > 0; --i) {
            const network::Tensor& weight = layout_.weight(i - 1);
            const std::size_t fitting = std::max(worthy_rows, scratch_floats / weight.stride);
            const bool small = weight.rows * weight.stride <= scratch_floats;
            const std::size_t fair = small || cores_ == 1 ? fitting : weight.rows / (4 * cores_);
            const std::size_t rows = std::max(unit, std::min(fitting, fair) / unit * unit);
            for (std::size_t first = 0; first < weight.rows; first += rows) {
                work.push_back(static_cast<double>(std::min(rows, weight.rows - first) * layers_[i - 1].columns));
            }
            deltas += layers_[i - 1].fan_out;
            below += layers_[i - 1].fan_in;
        }
        const double fetched = others_ * patterns() * 4 * (below / static_cast<double>(cores_) + deltas);
        return {.tasks = work.size(),
                .flops = all_forward(),
                .busiest = busiest(work.size(), cores_, [&](std::size_t i) { return work[i]; }),
                .fetched = fetched};
    }

    std::size_t batch_, cores_, units_, inputs_;
    double others_;
    network::Layout layout_;
    std::vector<Layer> layers_;
};

}  // namespace

Plan plan_of(const Workload& workload, bool adam, std::size_t cores) {
    const network::Layout layout = network::make_layout(workload.network);
    const auto floats = static_cast<double>(layout.size);
    const Planner planner(workload, cores);
    Plan plan;
    plan.phases = planner.phases();
    for (const Phase& phase : plan.phases) plan.flops += phase.flops;
    plan.shares = workload.flops_per_pattern() * static_cast<double>(workload.batch) >= flops_worth_sharing;
    // gd reads and writes weights; adam its two moments as well; forward and deltas read the weights again
    plan.weight_bytes = floats * 4 * (adam ? 6 : 2) + floats * 4 * 2;
    plan.array_bytes = floats * 4 * (adam ? 3 : 1);
    plan.input_bytes = static_cast<double>(workload.batch * workload.network.inputs * (workload.bytes ? 1 : 4));
    if (plan.phases.size() == 1) {
        plan.tree_levels = std::bit_width(planner.pieces()) - 1;
        plan.tree_bytes = floats * 12;
    }
    return plan;
}

}  // namespace descent::bench
