#pragma once
/// \file
/// The formulas by name: picks the activation or loss that a description names, one row at a time.

#include <cstddef>
#include <numeric>

#include <descent/loss.h>
#include <descent/network.h>
#include <descent/value.h>

#include "network/with_activation.h"
#include "network/with_loss.h"

namespace descent::network {

/// da/dz at the sum z; of all activations but softmax.
template <class Real>
Real derivative(Activation activation, Real z) {
    return with_activation(activation,
                           [&]<class Formula>(Formula) { return derivative_at<Formula>(z, Formula::value(z)); });
}

template <class Real>
Real largest(const Real* row, std::size_t size) {
    Real result = row[0];
    for (std::size_t i = 1; i < size; ++i) result = row[i] > result ? row[i] : result;
    return result;
}

/// sum_j e^(z_j - m)
template <class Real>
Real sum_of_numerators(const Real* z, Real m, std::size_t size) {
    Real sum = 0;
    for (std::size_t j = 0; j < size; ++j) sum += Softmax::numerator(z[j], m);
    return sum;
}

/// Replaces the sums z of one pattern by its outputs a.
template <class Real>
void activate_row(Activation activation, Real* row, std::size_t size) {
    if (activation != Activation::softmax) {
        with_activation(activation, [&](auto formula) {
            for (std::size_t i = 0; i < size; ++i) row[i] = decltype(formula)::value(row[i]);
        });
        return;
    }
    const Real m = largest(row, size);
    const Real sum = sum_of_numerators(row, m, size);
    for (std::size_t i = 0; i < size; ++i) row[i] = Softmax::numerator(row[i], m) / sum;
}

/// Cost of one pattern from its sums z, outputs a and targets y.
template <class Real>
Real row_cost(const Cost& loss, Activation output, const Real* z, const Real* a, const Real* y, std::size_t size) {
    return with_loss(loss, [&]<class Formula>(Formula formula) {
        Real cost = 0;
        if constexpr (!FromSums<Formula>) {
            for (std::size_t i = 0; i < size; ++i) cost += formula.value(a[i], y[i]);
        } else if (output == Activation::softmax) {
            const Real m = largest(z, size);
            const Real log_sum = log(sum_of_numerators(z, m, size));
            for (std::size_t i = 0; i < size; ++i) cost += Formula::OnSoftmax::value(z[i], y[i], m, log_sum);
        } else {
            for (std::size_t i = 0; i < size; ++i) cost += Formula::OnSigmoid::value(z[i], y[i]);
        }
        return cost;
    });
}

/// delta_i = dC/dz_i of one pattern's outputs, for a loss on outputs: dC/da, then da/dz.
template <class Formula, class Real>
void row_delta_by_outputs(const Formula& formula, Activation output, const Real* z, const Real* a, const Real* y,
                          Real* delta, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) delta[i] = formula.delta(a[i], y[i]);
    if (output != Activation::softmax) {
        for (std::size_t i = 0; i < size; ++i) delta[i] *= derivative(output, z[i]);
        return;
    }
    Real product = 0;
    for (std::size_t i = 0; i < size; ++i) product += delta[i] * a[i];
    for (std::size_t i = 0; i < size; ++i) delta[i] = Softmax::delta(a[i], delta[i], product);
}

/// delta_i = dC/dz_i of one pattern's outputs.
template <class Real>
void row_delta(const Cost& loss, Activation output, const Real* z, const Real* a, const Real* y, Real* delta,
               std::size_t size) {
    with_loss(loss, [&]<class Formula>(Formula formula) {
        if constexpr (!FromSums<Formula>) {
            row_delta_by_outputs(formula, output, z, a, y, delta, size);
        } else if (output == Activation::softmax) {
            const Real target_sum = std::accumulate(y, y + size, Real(0));
            for (std::size_t i = 0; i < size; ++i) delta[i] = Formula::OnSoftmax::delta(a[i], y[i], target_sum);
        } else {
            for (std::size_t i = 0; i < size; ++i) delta[i] = Formula::OnSigmoid::delta(a[i], y[i]);
        }
    });
}

}  // namespace descent::network
