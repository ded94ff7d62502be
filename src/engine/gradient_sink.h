#pragma once
/// \file
/// Who receives gradients: the engine says "this stretch is final", someone else updates the weights.

#include <cstddef>
#include <span>

namespace descent::engine {

/// The gradient of a step on one pattern, and what the next pattern wants of the new weights.
struct Outer {
    std::size_t rows, stride;
    const float* a;       ///< [rows]
    const float* delta;   ///< [stride], padding zero; gradient[k][j] = a[k] delta[j]
    const float* next_a;  ///< [rows] inputs of the next pattern; null: none
    float* next_sums;     ///< [stride] += sum_k next_a[k] w[k][j] with the new weights, k in order; null with next_a
};

class GradientSink {
public:
    virtual ~GradientSink() = default;

    /// [inside a step] The gradient of the arena's floats [offset, offset + gradient.size()) is final, and the engine
    /// will not read those parameters again in this step. Stretches are whole rows of one tensor, never overlap, and
    /// may come from several threads at once. `gradient` is scratch: the sink may change it.
    virtual void consume(std::size_t offset, std::span<float> gradient) = 0;

    /// May `consume_outer` be called? It must leave the same bits as the gradient written out and consumed would.
    virtual bool takes_outer() const { return false; }
    /// [inside a step] As `consume`, for whole rows of weights from `offset` on.
    virtual void consume_outer(std::size_t, const Outer&) {}
};

}  // namespace descent::engine
