#pragma once
/// \file
/// What the checks minimise: test functions on all parameters of a layout, and gradients made for one check. How their
/// gradient reaches the rule is the check's choice.

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/aligned_buffer.h"
#include "network/layout.h"
#include "objective/function_objective.h"
#include "objective/functions/function.h"
#include "objective/objective.h"

namespace descent::update::conformance {

using objective::Function;
using objective::places_of;

/// A function of the list by its name, on as many dimensions as the layout has parameters.
std::unique_ptr<Function> function_on(const network::Layout& layout, std::string_view name);

/// A parabola whose gradient has noise of its own at every step: for comparing runs, not for convergence.
class NoisyParabola final : public Function {
public:
    explicit NoisyParabola(const network::Layout& layout, double noise = 0.2);

    std::size_t dimensions() const override { return parabola_->dimensions(); }
    std::vector<float> start(std::uint64_t seed) const override { return parabola_->start(seed); }
    double value(std::span<const double> x) const override { return parabola_->value(x); }
    void gradient(std::span<const double> x, std::uint64_t seed, std::uint64_t step,
                  std::span<double> result) const override;
    double noisy_value(std::span<const double> x, std::uint64_t seed, std::uint64_t step) const override;

private:
    std::unique_ptr<Function> parabola_;
    double noise_;
};

/// The same gradient whatever the weights are, but NaN where they are not finite; the loss is the slope times the
/// weights.
class Slope final : public Function {
public:
    Slope(const network::Layout& layout, std::function<double(std::size_t)> gradient)
        : dimensions_(layout.parameters), gradient_(std::move(gradient)) {}

    std::size_t dimensions() const override { return dimensions_; }
    std::vector<float> start(std::uint64_t) const override { return std::vector<float>(dimensions_, 0.5F); }
    double value(std::span<const double> x) const override;
    void gradient(std::span<const double> x, std::uint64_t seed, std::uint64_t step,
                  std::span<double> result) const override;

private:
    std::size_t dimensions_;
    std::function<double(std::size_t)> gradient_;
};

/// Stretches as a check orders them: called with every tensor, it calls back with rows.
using Visit =
    std::function<void(const network::Tensor& tensor, const std::function<void(std::size_t row, std::size_t rows)>&)>;

/// The objective of a bench: a function, which may change from step to step. A step is taken whatever the loss is,
/// since checks look at what rules make of such gradients.
class BenchObjective final : public objective::Objective {
public:
    BenchObjective(network::Layout layout, parallel::Team& team);

    const network::Layout& layout() const override { return layout_; }
    std::uint64_t batches() const override { return 1; }
    void start(std::span<float> parameters) const override;
    engine::BatchResult gradient(const objective::Batch& batch, std::span<const float> parameters,
                                 engine::GradientSink& sink) override;
    bool measures() const override { return true; }
    objective::Measurement measure(std::span<const float> parameters) override;

    /// Rules with a line search look at losses; the others save the time.
    void need_loss() { needs_loss_ = true; }
    /// What the next calls work on; it must outlive them.
    void minimise(const Function& function) { function_ = &function; }
    /// Stretches of rows in the order of `visit`, the last tensor first or not. Nothing: whole blocks, by all threads.
    void hand_out(Visit visit, bool last_tensor_first);

    std::span<float> last_gradient() { return gradient_.span(); }  ///< [layout.size], padding zero

private:
    void hand_out_blocks(engine::GradientSink& sink);
    void hand_out_rows(engine::GradientSink& sink);

    network::Layout layout_;
    parallel::Team& team_;
    objective::Point<float> point_;
    const Function* function_ = nullptr;
    std::vector<double> slope_;
    AlignedBuffer<float> gradient_, scratch_;
    Visit visit_;
    bool last_tensor_first_ = false;
    bool needs_loss_ = false;
};

}  // namespace descent::update::conformance
