#pragma once
/// \file
/// Who receives gradients: the engine says "this stretch is final", someone else updates the weights.

#include <cstddef>
#include <span>

namespace descent::engine {

class GradientSink {
public:
    virtual ~GradientSink() = default;

    /// [inside a step] The gradient of the arena's floats [offset, offset + gradient.size()) is final, and the engine
    /// will not read those parameters again in this step. Stretches are whole rows of one tensor, never overlap, and
    /// may come from several threads at once. `gradient` is scratch: the sink may change it.
    virtual void consume(std::size_t offset, std::span<float> gradient) = 0;
};

}  // namespace descent::engine
