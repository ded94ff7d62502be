#pragma once
/// \file
/// The work split for small networks with many patterns: threads take whole pieces of the batch, each through all
/// layers in blocks that stay in cache, and the gradients of pieces are added by the fixed tree.

#include <span>
#include <vector>

#include "engine/passes.h"
#include "parallel/team.h"

namespace descent::engine {

class ByPieces final : private parallel::Reduction {
public:
    ByPieces(const Context& context, parallel::Team& team);

    /// Gradient and costs of a whole batch cut at `pieces`; the gradient stays valid until the next call.
    std::span<float> run(const BatchView& batch, const float* parameters, std::span<const std::size_t> pieces,
                         Costs& costs);

private:
    void compute(std::size_t piece, std::size_t buffer, std::size_t worker) override;
    void join(std::size_t left, std::size_t right) override;
    void add_block(Workspace& workspace, std::size_t patterns, bool accumulate, float* gradient);

    const Context& context_;
    parallel::Team& team_;
    std::vector<Workspace> workspaces_;            ///< one a worker
    std::vector<AlignedBuffer<float>> gradients_;  ///< made when first used
    const BatchView* batch_ = nullptr;
    const float* parameters_ = nullptr;
    std::span<const std::size_t> pieces_;
    Costs* costs_ = nullptr;
};

/// Patterns that a thread takes through all layers at a time, so that their numbers stay in cache; a multiple of 16.
std::size_t patterns_in_cache(const Context& context);

}  // namespace descent::engine
