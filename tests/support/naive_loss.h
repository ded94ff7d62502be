#pragma once
// Losses on one output by the C library, in double: what the product's own are measured against.

#include <descent/error.h>
#include <descent/loss.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "support/naive_activation.h"

namespace descent::test {

struct NaiveLoss {
    Loss loss;
    std::optional<Activation> on;         ///< of the outputs; empty: any
    double (*cost)(double a, double y);   ///< of one output
    double (*slope)(double a, double y);  ///< dcost/da
};

/// One a line, one for each activation where the loss depends on it.
inline const NaiveLoss naive_losses[] = {
    {Loss::mse,
     {},
     [](double a, double y) { return 0.5 * (y - a) * (y - a); },
     [](double a, double y) { return a - y; }},
    {Loss::cross_entropy, Activation::softmax, [](double a, double y) { return -y * std::log(a); },
     [](double a, double y) { return -y / a; }},
    {Loss::cross_entropy, Activation::sigmoid,
     [](double a, double y) { return -y * std::log(a) - (1 - y) * std::log1p(-a); },
     [](double a, double y) { return (1 - y) / (1 - a) - y / a; }},
    {Loss::huber,
     {},
     [](double a, double y) { return std::abs(y - a) <= 1 ? 0.5 * (y - a) * (y - a) : std::abs(y - a) - 0.5; },
     [](double a, double y) { return std::clamp(a - y, -1.0, 1.0); }},
    {Loss::mae,
     {},
     [](double a, double y) { return std::abs(y - a); },
     [](double a, double y) { return a == y  ? 0.0
                                     : a > y ? 1.0
                                             : -1.0; }},
};

inline const NaiveLoss& naive(Loss loss, Activation output) {
    return *std::ranges::find_if(
        naive_losses, [&](const NaiveLoss& one) { return one.loss == loss && (!one.on || one.on == output); });
}

/// da_i/dz_j of an output layer with outputs a = f(z).
inline double output_slope(Activation output, const std::vector<double>& z, const std::vector<double>& a, std::size_t i,
                           std::size_t j) {
    if (output == Activation::softmax) return a[i] * ((i == j ? 1 : 0) - a[j]);
    return i == j ? slope(output, z[i]) : 0;
}

/// dcost/dz of one pattern's outputs.
inline std::vector<double> output_deltas(Loss loss, Activation output, const std::vector<double>& z,
                                         const std::vector<double>& a, const std::vector<double>& y) {
    std::vector<double> deltas(z.size());
    for (std::size_t j = 0; j < z.size(); ++j) {
        for (std::size_t i = 0; i < z.size(); ++i) {
            deltas[j] += naive(loss, output).slope(a[i], y[i]) * output_slope(output, z, a, i, j);
        }
    }
    return deltas;
}

struct OutputPair {
    Loss loss;
    Activation output;
};

/// Every loss with every activation of the outputs that it can be computed on.
inline std::vector<OutputPair> output_pairs() {
    std::vector<OutputPair> pairs;
    for (const NaiveLoss& one : naive_losses) {
        for (const Activation output : all_activations) {
            const bool for_classes = output == Activation::softmax && targets_of(one.loss) != TargetKind::numbers;
            const bool fits = one.on ? one.on == output : output != Activation::softmax || for_classes;
            if (fits) pairs.push_back({one.loss, output});
        }
    }
    return pairs;
}

#define DESCENT_LISTED(name, Formula, number, targets) Loss::name,
inline constexpr Loss all_losses[] = {DESCENT_LOSSES(DESCENT_LISTED)};
#undef DESCENT_LISTED

}  // namespace descent::test
