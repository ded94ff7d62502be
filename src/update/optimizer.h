#pragma once
/// \file
/// A rule bound to one arena of parameters: its hyper-parameters, its state, its step counter.

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

namespace descent::parallel {
class Team;
}

namespace descent::update {

class Objective;

/// What is different for one tensor.
struct TensorFactors {
    double rate = 1;      ///< on the learning rate
    double decay = 1;     ///< on weight decay; biases: 0 unless something else is asked for
    bool frozen = false;  ///< never updated
};

class Optimizer {
public:
    /// `settings`: hyper-parameters by name, as text. Throws UsageError for an unknown name (with the nearest and the
    /// list), a value that is no number, or one outside its range.
    Optimizer(const Registry& registry, std::string_view name, const std::map<std::string, std::string>& settings,
              const network::Layout& layout, InstructionSet instruction_set);
    ~Optimizer();
    Optimizer(Optimizer&&) noexcept;

    /// The hyper-parameter `learning_rate`, before any schedule; 1 when the rule has none.
    double learning_rate() const;

    InstructionSet instruction_set() const;

    /// [one thread] Before the first step: one entry a tensor of the layout.
    void set_factors(std::vector<TensorFactors> factors);
    const std::vector<TensorFactors>& factors() const;

    /// [one thread] Once before the stretches of a step; advances the step counter. `learning_rate` is the scheduled
    /// one.
    void begin_step(double learning_rate);

    /// [inside a step] Applies the rule to the arena's floats [offset, offset + gradient.size()), whole rows of one
    /// tensor. `parameters` is the whole arena. Frozen tensors stay as they are.
    void apply(std::span<float> parameters, std::size_t offset, std::span<const float> gradient) const;
    /// [inside a step] The same when the tensor is known.
    void apply(std::span<float> parameters, std::size_t offset, std::span<const float> gradient,
               std::size_t tensor) const;
    /// Can `apply_outer` replace `apply`, for the same bits?
    bool has_outer() const;
    /// [inside a step] Applies the rule to whole rows of a tensor whose gradient is an outer product (engine::Outer).
    void apply_outer(std::span<float> parameters, std::size_t offset, const engine::Outer& outer) const;
    /// [inside a step] Number of the tensor that holds the float at `offset`.
    std::size_t tensor_at(std::size_t offset) const;

    /// Must `begin_tensors` stand between `begin_step` and `apply`? It needs the whole gradient.
    bool needs_norms() const;
    /// [one thread] Measures every tensor. The same bits for any team.
    void begin_tensors(std::span<float> parameters, std::span<const float> gradient, parallel::Team& team);

    /// Does the rule evaluate the loss itself? Then `minimise` replaces `apply`.
    bool needs_closure() const;
    /// [one thread] One step of such a rule, after `begin_step`. `loss` and `gradient` belong to `parameters` as they
    /// are; both arrays change. Throws what `objective` throws.
    void minimise(std::span<float> parameters, std::span<float> gradient, double loss, Objective& objective,
                  parallel::Team& team);

    /// State by name, for checkpoints: one entry a per-parameter slot (layout.size floats each), the global slots,
    /// and the number of steps done.
    std::vector<std::string> slot_names() const;
    std::span<float> slot(std::string_view name);
    std::vector<std::string> global_names() const;
    double global(std::string_view name) const;
    void set_global(std::string_view name, double value);
    std::uint64_t steps() const;
    void set_steps(std::uint64_t steps);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace descent::update
