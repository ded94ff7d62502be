#pragma once
/// \file
/// The work split for large networks: all patterns in work stay in memory; first they are cut among threads (forward,
/// deltas), then the weights are (gradient). A weight's gradient is summed over all patterns by one task, so there is
/// nothing to reduce, and the sink's update runs on it while it is still in cache.

#include <span>
#include <vector>

#include "engine/gradient_sink.h"
#include "engine/passes.h"
#include "parallel/team.h"

namespace descent::engine {

class ByUnits {
public:
    ByUnits(const Context& context, parallel::Team& team, std::size_t patterns);

    std::size_t patterns() const { return workspace_.patterns(); }  ///< that it can hold

    /// Patterns [first, first + count) of the batch: activations, costs and deltas; with `share` on all threads.
    void propagate(const BatchView& batch, const float* parameters, std::size_t first, std::size_t count, Costs& costs,
                   bool share);

    /// The gradient of the patterns last propagated, cut at `pieces` (counted from the first of them). Meanwhile the
    /// inputs of the coming batch are prefetched.
    void gradient(std::span<const std::size_t> pieces, GradientSink& sink, const BatchView& coming, bool share);

private:
    struct Task {
        std::size_t layer, first, end;  ///< rows of the weights; with the first comes the bias
    };

    void add_tasks(std::size_t layer);
    void run_task(const Task& task, std::span<const std::size_t> pieces, std::size_t worker, GradientSink& sink);
    template <class Body>
    void run(bool share, std::size_t count, Body&& body);

    const Context& context_;
    parallel::Team& team_;
    Workspace workspace_;
    bool packed_ = false;  ///< deltas of the patterns last propagated
    std::vector<Task> tasks_;
    std::vector<AlignedBuffer<float>> scratch_, panels_;  ///< one a worker
};

}  // namespace descent::engine
