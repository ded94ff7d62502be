#pragma once
/// \file
/// Small problems whose loss and gradient are known exactly, for the checks.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "network/layout.h"
#include "update/objective.h"

namespace descent::update::conformance {

/// The parameters of a layout without their padding: where each stands in the arena.
std::vector<std::size_t> places_of(const network::Layout& layout);

/// A problem on all parameters of a layout: its loss in double, its gradient in float, padding 0.
class Problem : public Objective {
public:
    explicit Problem(const network::Layout& layout)
        : places_(places_of(layout)), w_(places_.size()), g_(places_.size()) {}

    double evaluate(std::span<const float> parameters, std::span<float> gradient) final;

    /// Where a run starts.
    virtual std::vector<double> start() const = 0;
    /// The lowest loss there is.
    virtual double lowest() const { return 0; }
    /// Called before each step: for gradients that change from step to step.
    virtual void begin_step(std::uint64_t) {}

    const std::vector<std::size_t>& places() const { return places_; }

protected:
    /// Loss at w; the gradient goes to g.
    virtual double value(const std::vector<double>& w, std::vector<double>& g) const = 0;

private:
    std::vector<std::size_t> places_;
    std::vector<double> w_, g_;
};

/// sum_i c_i/2 (w_i - b_i)^2, with c_i from 1 to `condition`, evenly on a log scale.
class Parabola : public Problem {
public:
    Parabola(const network::Layout& layout, double condition);
    std::vector<double> start() const override { return std::vector<double>(places().size(), 0.0); }

protected:
    double value(const std::vector<double>& w, std::vector<double>& g) const override;

private:
    std::vector<double> curvature_, bottom_;
};

/// A parabola whose gradient has noise of its own at every step: for comparing runs, not for convergence.
class NoisyParabola final : public Parabola {
public:
    explicit NoisyParabola(const network::Layout& layout, double noise = 0.2) : Parabola(layout, 10), noise_(noise) {}
    void begin_step(std::uint64_t step) override { step_ = step; }

protected:
    double value(const std::vector<double>& w, std::vector<double>& g) const override;

private:
    double noise_;
    std::uint64_t step_ = 0;
};

/// Rosenbrock's function on pairs of parameters: (1 - x)^2 + 100 (y - x^2)^2, from (-1.2, 1).
class Rosenbrock final : public Problem {
public:
    using Problem::Problem;
    std::vector<double> start() const override;

protected:
    double value(const std::vector<double>& w, std::vector<double>& g) const override;
};

/// Logistic regression on 200 made-up patterns that no plane separates.
class Logistic final : public Problem {
public:
    explicit Logistic(const network::Layout& layout);
    std::vector<double> start() const override { return std::vector<double>(places().size(), 0.0); }
    double lowest() const override { return lowest_; }

protected:
    double value(const std::vector<double>& w, std::vector<double>& g) const override;

private:
    std::vector<std::vector<double>> inputs_;
    std::vector<double> classes_;
    double lowest_ = 0;
};

/// The same gradient whatever the weights are; the loss is the slope times the weights.
class Slope final : public Problem {
public:
    Slope(const network::Layout& layout, std::function<double(std::size_t)> gradient)
        : Problem(layout), gradient_(std::move(gradient)) {}
    std::vector<double> start() const override { return std::vector<double>(places().size(), 0.5); }

protected:
    double value(const std::vector<double>& w, std::vector<double>& g) const override;

private:
    std::function<double(std::size_t)> gradient_;
};

}  // namespace descent::update::conformance
