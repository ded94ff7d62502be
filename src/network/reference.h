#pragma once
/// \file
/// Forward, cost and backward as plain loops over a scalar type: what the engine is measured against.
///
/// Nothing here is fast. `double` checks gradients, `long double` measures rounding.

#include <cstddef>
#include <vector>

#include <descent/loss.h>
#include <descent/network.h>

#include "network/formulas.h"

namespace descent::network {

/// Weights and biases, a vector a layer: weights [fan_in][fan_out], biases [fan_out], not padded.
template <class Real>
struct Parameters {
    std::vector<std::vector<Real>> weights;
    std::vector<std::vector<Real>> biases;
};

/// Patterns with their targets.
template <class Real>
struct Batch {
    std::size_t patterns = 0;
    std::vector<Real> inputs;           ///< [patterns][inputs]
    std::vector<Real> targets;          ///< [patterns][outputs]
    std::vector<Real> pattern_weights;  ///< factor on the cost of each pattern; empty: 1
    /// A hidden layer: [patterns][units] on the activations, which dropout makes; empty: 1.
    std::vector<std::vector<Real>> factors = {};
};

/// All that a step computes on its way. `loss` and `gradients` are means over the patterns.
template <class Real>
struct Trace {
    Real loss = 0;
    std::vector<std::vector<Real>> sums;         ///< a layer: z, [patterns][units]
    std::vector<std::vector<Real>> activations;  ///< a layer: a, [patterns][units]
    std::vector<std::vector<Real>> deltas;       ///< a layer: d(cost of the pattern)/dz, [patterns][units]
    Parameters<Real> gradients;
};

/// z_j = sum_k w_kj x_k + b_j; a_j = sigma(z_j); the same for every layer above. Fills sums and activations.
template <class Real>
void forward(const Network& network, const Parameters<Real>& parameters, const Batch<Real>& batch, Trace<Real>& trace) {
    trace.sums.clear();
    trace.activations.clear();
    std::size_t fan_in = network.inputs;
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
        const std::size_t units = network.layers[layer].units;
        const std::vector<Real>& below = layer == 0 ? batch.inputs : trace.activations[layer - 1];
        std::vector<Real> z(batch.patterns * units);
        for (std::size_t p = 0; p < batch.patterns; ++p) {
            for (std::size_t j = 0; j < units; ++j) {
                Real sum = parameters.biases[layer][j];
                for (std::size_t k = 0; k < fan_in; ++k) {
                    sum += parameters.weights[layer][k * units + j] * below[p * fan_in + k];
                }
                z[p * units + j] = sum;
            }
        }
        std::vector<Real> a = z;
        for (std::size_t p = 0; p < batch.patterns; ++p) {
            activate_row(network.layers[layer].activation, &a[p * units], units);
        }
        if (layer < batch.factors.size()) {
            for (std::size_t i = 0; i < a.size(); ++i) a[i] *= batch.factors[layer][i];
        }
        trace.sums.push_back(std::move(z));
        trace.activations.push_back(std::move(a));
        fan_in = units;
    }
}

/// C = (1/n) sum_p C_p, from what `forward` filled in.
template <class Real>
Real mean_cost(const Network& network, const Cost& loss, const Batch<Real>& batch, const Trace<Real>& trace) {
    const std::size_t outputs = network.outputs();
    Real sum = 0;
    for (std::size_t p = 0; p < batch.patterns; ++p) {
        const Real weight = batch.pattern_weights.empty() ? Real(1) : batch.pattern_weights[p];
        sum += weight * row_cost(loss, network.layers.back().activation, &trace.sums.back()[p * outputs],
                                 &trace.activations.back()[p * outputs], &batch.targets[p * outputs], outputs);
    }
    return sum / Real(batch.patterns);
}

/// Output: delta_i = dC_p/dz_i. Below: delta_j = (sum_i w_ji delta_i) sigma'(z_j).
template <class Real>
void backward_deltas(const Network& network, const Cost& loss, const Parameters<Real>& parameters,
                     const Batch<Real>& batch, Trace<Real>& trace) {
    const std::size_t outputs = network.outputs();
    trace.deltas.assign(network.layers.size(), {});
    trace.deltas.back().resize(batch.patterns * outputs);
    for (std::size_t p = 0; p < batch.patterns; ++p) {
        Real* delta = &trace.deltas.back()[p * outputs];
        row_delta(loss, network.layers.back().activation, &trace.sums.back()[p * outputs],
                  &trace.activations.back()[p * outputs], &batch.targets[p * outputs], delta, outputs);
        if (batch.pattern_weights.empty()) continue;
        for (std::size_t i = 0; i < outputs; ++i) delta[i] *= batch.pattern_weights[p];
    }
    for (std::size_t layer = network.layers.size() - 1; layer-- > 0;) {
        const std::size_t units = network.layers[layer].units;
        const std::size_t above = network.layers[layer + 1].units;
        trace.deltas[layer].resize(batch.patterns * units);
        for (std::size_t p = 0; p < batch.patterns; ++p) {
            for (std::size_t j = 0; j < units; ++j) {
                Real sum = 0;
                for (std::size_t i = 0; i < above; ++i) {
                    sum += parameters.weights[layer + 1][j * above + i] * trace.deltas[layer + 1][p * above + i];
                }
                const Real m = batch.factors.empty() ? Real(1) : batch.factors[layer][p * units + j];
                const Real slope = derivative(network.layers[layer].activation, trace.sums[layer][p * units + j]);
                trace.deltas[layer][p * units + j] = sum * m * slope;
            }
        }
    }
}

/// dC/dw_kj = (1/n) sum_p a_k delta_j, dC/db_j = (1/n) sum_p delta_j.
template <class Real>
void sum_gradients(const Network& network, const Batch<Real>& batch, Trace<Real>& trace) {
    trace.gradients = {};
    std::size_t fan_in = network.inputs;
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
        const std::size_t units = network.layers[layer].units;
        const std::vector<Real>& below = layer == 0 ? batch.inputs : trace.activations[layer - 1];
        std::vector<Real> weights(fan_in * units, Real(0));
        std::vector<Real> biases(units, Real(0));
        for (std::size_t p = 0; p < batch.patterns; ++p) {
            for (std::size_t j = 0; j < units; ++j) {
                const Real delta = trace.deltas[layer][p * units + j];
                biases[j] += delta;
                for (std::size_t k = 0; k < fan_in; ++k) weights[k * units + j] += below[p * fan_in + k] * delta;
            }
        }
        for (Real& g : weights) g /= Real(batch.patterns);
        for (Real& g : biases) g /= Real(batch.patterns);
        trace.gradients.weights.push_back(std::move(weights));
        trace.gradients.biases.push_back(std::move(biases));
        fan_in = units;
    }
}

/// Loss and gradient with everything on the way. The parts must fit each other.
template <class Real>
Trace<Real> trace_step(const Network& network, const Cost& loss, const Parameters<Real>& parameters,
                       const Batch<Real>& batch) {
    Trace<Real> trace;
    forward(network, parameters, batch, trace);
    trace.loss = mean_cost(network, loss, batch, trace);
    backward_deltas(network, loss, parameters, batch, trace);
    sum_gradients(network, batch, trace);
    return trace;
}

}  // namespace descent::network
