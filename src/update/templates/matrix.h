#pragma once
/// \file
/// A rule on matrices, of `descent new-optimizer --kind matrix`. @NAME@ and @STRUCT@ stand for the optimizer's name, as
/// users type it and as the struct is called.

namespace descent::update::templates {

inline constexpr const char* matrix = R"(#include <descent/draft/newton_schulz.h>
#include <descent/optimizer.h>

namespace {

// m = mu m + g;  of matrices x = m / |m|, its singular values taken near 1, of biases x = m;  w -= eta x
// Source: the page or paper that the rule is from. Say here where others differ.
struct @STRUCT@ {
    static constexpr const char* name = "@NAME@";
    static constexpr const char* formula = "m = mu m + g; w -= eta orthogonalise(m); biases as momentum";
    static constexpr const char* source = "the page or paper that the rule is from";

    // Hyper-parameters: the initial values are the defaults.
    double learning_rate = 0.02;
    double momentum = 0.95;
    static constexpr descent::HyperParameter<@STRUCT@> hyper_parameters[] = {
        {"learning_rate", &@STRUCT@::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"momentum", &@STRUCT@::momentum, {0, 0.9999}, descent::Scale::linear, "mu, the share of the last mean kept"},
    };

    // State, one number for every weight and bias; zero at the start. transform() changes slots alone.
    static constexpr descent::Slot slots[] = {{"mean", "m, decaying sum of gradients"}, {"direction", "x"}};
    enum { mean_slot, direction_slot };

    // First, for every number: what is measured here adds up to a norm of each tensor.
    static constexpr int measure_count = 1;
    template <class Value>
    void measure(Value, Value gradient, Value& mean, Value& direction, Value (&measured)[measure_count],
                 const descent::Step&) const {
        mean = momentum * mean + gradient;
        measured[0] = direction = mean;
    }
    // Then, for every tensor: what it returns is step.tensor_factor from here on.
    double begin_tensor(const descent::Tensor&, const descent::Step&, const double* norms) const {
        return 1 / descent::max(norms[0], 1e-12);
    }

    // Then, for every tensor as a matrix: products by the host's threads. kind 0 is weights, 1 biases.
    template <class Real>
    void transform(const descent::Matrices<Real>& host, const descent::Step& step) const {
        if (host.tensor().kind != 0) return;
        const descent::Matrix<Real> x = host.slot(direction_slot);
        host.scale(x, step.tensor_factor, x);
        host.scale(x, 1, descent::newton_schulz(host, x, 5));
    }

    // At last, for every number: the step. step.learning_rate has the schedule in it.
    template <class Value>
    void update(Value& weight, Value, Value&, Value& direction, const descent::Step& step) const {
        weight -= step.learning_rate * direction;
    }
};

}  // namespace

DESCENT_OPTIMIZER(@STRUCT@)
)";

}  // namespace descent::update::templates
