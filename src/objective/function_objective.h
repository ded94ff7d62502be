#pragma once
/// \file
/// A test function as an objective: its point stands in an arena, so that optimizers need to know nothing of functions.

#include <memory>
#include <vector>

#include "base/aligned_buffer.h"
#include "objective/functions/function.h"
#include "objective/objective.h"
#include "objective/point.h"

namespace descent::objective {

/// One tensor "point" of one row.
network::Layout layout_of_point(std::size_t dimensions);

class FunctionObjective final : public Objective {
public:
    /// On the parameters of `layout`, in order; it has as many as the function has dimensions.
    FunctionObjective(std::unique_ptr<const Function> function, network::Layout layout, std::uint64_t seed);

    const network::Layout& layout() const override { return layout_; }
    std::uint64_t batches() const override { return function_->steps_per_epoch(); }
    void start(std::span<float> parameters) const override;
    engine::BatchResult gradient(const Batch& batch, std::span<const float> parameters,
                                 engine::GradientSink& sink) override;
    bool measures() const override { return true; }
    /// The value without noise.
    Measurement measure(std::span<const float> parameters) override;

private:
    std::unique_ptr<const Function> function_;
    network::Layout layout_;
    std::uint64_t seed_;
    Point<float> point_;
    std::vector<double> slope_;      // [dimensions]
    AlignedBuffer<float> gradient_;  // [layout.size]
};

/// On a point of its usual dimensions. Throws UsageError for an unknown name.
std::unique_ptr<Objective> make_function_objective(std::string_view name, std::uint64_t seed);

}  // namespace descent::objective
