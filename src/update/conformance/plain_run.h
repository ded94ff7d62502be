#pragma once
/// \file
/// The subject's host and its step (update/optimizer.h, update/one_step.h) on gradients that a check gives, in float or
/// in double: no objective, neither clipping nor decay.
///
///     PlainRun<double> run(subject, layout, start);
///     run.step(gradient);          // or run.step(function), which rules with a closure need
///     run.weight(0);

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "base/aligned_buffer.h"
#include "parallel/team.h"
#include "update/conformance/bench.h"
#include "update/one_step.h"

namespace descent::update::conformance {

template <class Value>
class PlainRun {
public:
    /// `start`: parameters without padding. Throws Error where the rule has no loops, or no closure, on that type.
    PlainRun(const Subject& subject, const network::Layout& layout, std::span<const double> start);

    bool needs_closure() const { return optimizer_.needs_closure(); }

    /// With that gradient, parameters without padding; `rate`: what a schedule makes of the rule's own.
    void step(std::span<const double> gradient, std::optional<double> rate = {});
    /// With the gradient of `function` where the weights are; loss and gradient wherever a closure asks for them.
    void step(const Function& function, std::optional<double> rate = {});

    double weight(std::size_t i) const { return static_cast<double>(parameters_.data()[places_[i]]); }

private:
    double rate_or_own(std::optional<double> rate) const { return rate.value_or(optimizer_.learning_rate()); }
    StepArrays<Value> arrays() { return {parameters_.span(), gradient_.span(), kept_.span()}; }
    double look(const Function& function);

    objective::Point<Value> point_;
    std::vector<std::size_t> places_;
    BasicOptimizer<Value> optimizer_;
    parallel::Team team_;
    AlignedBuffer<Value> parameters_, gradient_;
    AlignedBuffer<Value> kept_;  // only where the rule looks ahead
};

extern template class PlainRun<float>;
extern template class PlainRun<double>;

}  // namespace descent::update::conformance
