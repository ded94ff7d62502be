#pragma once
/// \file
/// The host of a rule: its hyper-parameters, its state for one arena of parameters, its step counter. On float for
/// training, on double for checks against trajectories that other programs wrote.
///
///     Optimizer optimizer(registry, "adam", {}, layout, set);
///     optimizer.begin_step(0.001);
///     optimizer.apply_whole(parameters, gradient, team);

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <descent/machine.h>
#include <descent/registry.h>

#include "engine/gradient_sink.h"
#include "network/layout.h"
#include "update/evaluate.h"
#include "update/host/run_of_rule.h"

namespace descent::parallel {
class Team;
}

namespace descent::update {

/// What is different for one tensor.
struct TensorFactors {
    double rate = 1;      ///< on the learning rate
    double decay = 1;     ///< on weight decay; biases: 0 unless something else is asked for
    bool frozen = false;  ///< never updated
};

template <class Value>
class BasicOptimizer {
public:
    /// `settings`: hyper-parameters by name, as text. Throws UsageError for an unknown name (with the nearest and the
    /// list), a value that is no number, or one outside its range; on double Error when the rule has no such loops.
    BasicOptimizer(const Registry& registry, std::string_view name, const std::map<std::string, std::string>& settings,
                   const network::Layout& layout, InstructionSet instruction_set);
    ~BasicOptimizer();
    BasicOptimizer(BasicOptimizer&&) noexcept;

    const network::Layout& layout() const;
    InstructionSet instruction_set() const;

    /// The hyper-parameter `learning_rate`, before any schedule; 1 when the rule has none.
    double learning_rate() const;

    /// [one thread] Before the first step: one entry a tensor. Throws UsageError for what the rule cannot honour.
    void set_factors(std::vector<TensorFactors> factors);
    const std::vector<TensorFactors>& factors() const;

    /// [one thread] Once, before the first step; without it a rule knows neither seed nor length. Throws Error when the
    /// rule refuses.
    void begin_run(const RunFacts& facts);

    /// [one thread] Before the first step: the weights that the run starts with, [layout.size].
    void start_at(std::span<const Value> weights);
    /// The weights that are measured and saved as the model: `weights`, or those that the rule keeps beside them.
    std::span<const Value> evaluation_weights(std::span<const Value> weights) const;

    /// [one thread] Once before the stretches of a step; advances the step counter. `learning_rate` is the scheduled
    /// one.
    void begin_step(double learning_rate);

    /// Does the rule work on any stretch alone, with neither norms nor sums nor matrices nor a closure? Then `apply`
    /// may be used.
    bool works_on_stretches() const;
    /// Does the rule add numbers of all tensors up?
    bool adds_up() const;
    /// What rules measured in the last step: their sums, then the norms of every tensor in turn; empty where they
    /// measure neither.
    std::vector<double> measured() const;
    /// Does the rule know the network, or where in it a stretch lies?
    bool knows_its_place() const;
    /// [inside a step] Applies the rule to the arena's numbers [offset, offset + gradient.size()), whole rows of one
    /// tensor. `parameters` is the whole arena. Frozen tensors stay as they are.
    void apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient) const;
    /// [inside a step] The same when the tensor is known.
    void apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
               std::size_t tensor) const;
    /// [inside a step] Number of the tensor that holds the number at `offset`.
    std::size_t tensor_at(std::size_t offset) const;

    /// [one thread] Applies the rule to all parameters, after measuring every tensor where it needs norms. The same
    /// bits for any team, and as `apply` where both can be used.
    void apply_whole(std::span<Value> parameters, std::span<const Value> gradient, parallel::Team& team);
    /// [one thread] From now on `apply_whole` gives the rule that many rows at a time, for the same bits: a check that
    /// it bears any cut. 0: as many as the host likes.
    /// `sums_start`: rules add what they measure to sums that start there, which is taken off again.
    void cut_stretches(std::size_t rows, double sums_start = 0);

    /// Does a rule want the gradient at other weights? Then `look_ahead` moves `parameters` there, and the gradient
    /// that is taken there goes to `apply_whole`, or `minimise`, with the parameters as they were.
    bool looks_ahead() const;
    /// [one thread] After `begin_step`.
    void look_ahead(std::span<Value> parameters, std::span<const Value> gradient, parallel::Team& team);

    /// Can `apply_outer` replace `apply`, for the same bits?
    bool has_outer() const;
    /// [inside a step] Applies the rule to whole rows of a tensor whose gradient is an outer product (engine::Outer).
    void apply_outer(std::span<Value> parameters, std::size_t offset,
                     const engine::Outer& outer) const requires std::same_as<Value, float>;

    /// Does the rule evaluate the loss itself? Then `minimise` replaces `apply`.
    bool needs_closure() const;
    /// [one thread] One step of such a rule, after `begin_step`. `loss` and `gradient` belong to `parameters` as they
    /// are; both arrays change. `evaluate` works on the same two arrays. Throws what it throws.
    void minimise(std::span<Value> parameters, std::span<Value> gradient, double loss, const Evaluate& evaluate,
                  parallel::Team& team);

    /// State by name, for checkpoints: one entry a per-parameter slot (layout.size numbers each), the global slots,
    /// and the number of steps done.
    std::vector<std::string> slot_names() const;
    std::span<Value> slot(std::string_view name);
    std::vector<std::string> global_names() const;
    double global(std::string_view name) const;
    void set_global(std::string_view name, double value);
    std::uint64_t steps() const;
    void set_steps(std::uint64_t steps);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

extern template class BasicOptimizer<float>;
extern template class BasicOptimizer<double>;

using Optimizer = BasicOptimizer<float>;
using DoubleOptimizer = BasicOptimizer<double>;

}  // namespace descent::update
