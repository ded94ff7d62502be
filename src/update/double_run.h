#pragma once
/// \file
/// A rule in double precision on a small arena: for checks against trajectories that other programs wrote.
///
///     DoubleRun run(registry, "adam", {}, layout);
///     run.weights() = start;
///     run.step(0.001, gradient);

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <descent/registry.h>

#include "network/layout.h"
#include "update/instance.h"

namespace descent::update {

class DoubleRun {
public:
    /// Throws as Optimizer, and Error when the rule offers no loops in double.
    DoubleRun(const Registry& registry, std::string_view name, const std::map<std::string, std::string>& settings,
              const network::Layout& layout);

    double learning_rate() const { return learning_rate_; }
    std::vector<double>& weights() { return weights_; }  ///< [layout.size]

    /// [one thread] `gradient`: [layout.size]. Biases do not decay, as in training.
    void step(double learning_rate, std::span<const double> gradient);

private:
    double tensor_factor(std::size_t tensor, const descent_double_stretch& stretch, const descent_step& step);

    network::Layout layout_;
    double learning_rate_;
    Instance instance_;
    const descent_double_loops* loops_;
    std::vector<descent_tensor> tensors_;
    std::vector<double> weights_;
    std::vector<std::vector<double>> slots_;  // [slot_count]; empty where unused
    std::vector<double> globals_;
    std::vector<std::vector<double>> tensor_slots_;  // [tensors]
    std::uint64_t count_ = 0;
};

}  // namespace descent::update
