#pragma once
/// \file
/// The work split for steps on one pattern (stochastic updates): the gradient of a layer is an outer product, which the
/// sink makes as it goes; and as the new weights of the first layer are in registers, the sink multiplies them with the
/// next pattern. So a step passes over the large first layer once, for update and forward together.

#include "engine/gradient_sink.h"
#include "engine/passes.h"

namespace descent::engine {

class ByPattern {
public:
    explicit ByPattern(const Context& context);

    /// `batch` holds one pattern; `sink` takes outer products. `coming` is empty or the one pattern of the next step.
    BatchResult step(const BatchView& batch, const float* parameters, GradientSink& sink, const BatchView& coming,
                     Costs& costs);

    /// The next step has other parameters than this one left: what was computed ahead does not hold.
    void forget() { ahead_ = false; }

private:
    void propagate(const BatchView& batch, const float* parameters, Costs& costs);
    void update_layer(std::size_t layer, const float* parameters, GradientSink& sink, bool with_next);

    Workspace& current() { return workspaces_[now_]; }
    Workspace& next() { return workspaces_[1 - now_]; }

    const Context& context_;
    Workspace workspaces_[2];
    std::size_t now_ = 0;
    bool ahead_ = false;  ///< `next` holds inputs, targets and first sums of `ahead_row_`
    std::uint32_t ahead_row_ = 0;
    AlignedBuffer<float> bias_gradient_;
};

}  // namespace descent::engine
