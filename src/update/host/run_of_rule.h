#pragma once
/// \file
/// What a rule may know of its run: the descriptions behind descent.run/1, descent.placed_loops/1 and
/// descent.placed_measures/1.

#include <cstdint>
#include <span>
#include <vector>

#include "network/layout.h"
#include "update/host/instance.h"

namespace descent::update {

/// What is known when a run begins.
struct RunFacts {
    std::uint64_t seed = 0;
    std::uint64_t planned_steps = 0;  ///< 0: not known
};

class RunOfRule {
public:
    /// `tensors`: of the layout; all must outlive it.
    RunOfRule(const Instance& instance, const network::Layout& layout, std::span<const descent_tensor> tensors);

    bool has_begun() const { return has_begun_; }
    /// [one thread] Once, before the first step. Throws Error when the rule refuses.
    void begin(const RunFacts& facts);

    /// [inside a step] Of a stretch that begins at that number of the arena.
    descent_place place(std::size_t tensor, std::size_t offset) const;

private:
    const Instance& instance_;
    std::vector<descent_run_tensor> tensors_;
    descent_run run_;
    bool has_begun_ = false;
};

}  // namespace descent::update
