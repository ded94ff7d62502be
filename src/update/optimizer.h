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

#include "network/layout.h"

namespace descent::update {

class Optimizer {
public:
    /// `settings`: hyper-parameters by name, as text. Throws UsageError for an unknown name (with the nearest and the
    /// list), a value that is no number, or one outside its range.
    Optimizer(const Registry& registry, std::string_view name, const std::map<std::string, std::string>& settings,
              const network::Layout& layout, InstructionSet instruction_set);
    ~Optimizer();
    Optimizer(Optimizer&&) noexcept;

    /// The hyper-parameter `learning_rate`, before any schedule.
    double learning_rate() const;

    /// [one thread] Once before the stretches of a step; advances the step counter. `learning_rate` is the scheduled
    /// one.
    void begin_step(double learning_rate);

    /// [inside a step] Applies the rule to the arena's floats [offset, offset + gradient.size()), whole rows of one
    /// tensor. `parameters` is the whole arena.
    void apply(std::span<float> parameters, std::size_t offset, std::span<const float> gradient) const;

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
