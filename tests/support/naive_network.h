#pragma once
/// \file
/// One training step in double, straight from the equations of "Derivation of Backpropagation" with the standard
/// library's functions: shares no line with the product, so that it can prove it wrong.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <descent/loss.h>
#include <descent/network.h>

#include "support/naive_loss.h"

namespace descent::test {

/// Matrices are vectors of rows; index order is always [layer][row][column].
using Matrix = std::vector<std::vector<double>>;

struct NaiveStep {
    double loss = 0;                       ///< mean over the patterns
    Matrix outputs;                        ///< [patterns][outputs]
    std::vector<Matrix> weight_gradients;  ///< [layer][fan_out][fan_in]: the w_ij of the equations
    Matrix bias_gradients;                 ///< [layer][fan_out]
};

class NaiveNetwork {
public:
    Network network;
    Loss loss = Loss::mse;
    std::vector<Matrix> weights;  ///< [layer][fan_out][fan_in]
    Matrix biases;                ///< [layer][fan_out]

    /// a of every layer for one pattern; a[0] is the input, z[l] the sums under a[l].
    void forward(const std::vector<double>& x, Matrix& a, Matrix& z) const {
        a = {x};
        z = {{}};
        for (std::size_t l = 0; l < network.layers.size(); ++l) {
            std::vector<double> sums = biases[l];
            for (std::size_t i = 0; i < sums.size(); ++i) {
                for (std::size_t j = 0; j < a[l].size(); ++j) sums[i] += weights[l][i][j] * a[l][j];
            }
            z.push_back(sums);
            a.push_back(activated(network.layers[l].activation, sums));
        }
    }

    NaiveStep step(const Matrix& inputs, const Matrix& targets) const {
        NaiveStep result;
        for (std::size_t l = 0; l < weights.size(); ++l) {
            result.weight_gradients.emplace_back(weights[l].size(), std::vector<double>(weights[l][0].size(), 0.0));
            result.bias_gradients.emplace_back(biases[l].size(), 0.0);
        }
        const auto n = static_cast<double>(inputs.size());
        for (std::size_t p = 0; p < inputs.size(); ++p) {
            Matrix a, z;
            forward(inputs[p], a, z);
            result.outputs.push_back(a.back());
            result.loss += cost(a.back(), targets[p]) / n;
            const Matrix d = deltas(a, z, targets[p]);
            for (std::size_t l = 0; l < weights.size(); ++l) {
                for (std::size_t i = 0; i < d[l].size(); ++i) {
                    result.bias_gradients[l][i] += d[l][i] / n;
                    for (std::size_t j = 0; j < a[l].size(); ++j) {
                        result.weight_gradients[l][i][j] += d[l][i] * a[l][j] / n;
                    }
                }
            }
        }
        return result;
    }

private:
    static std::vector<double> activated(Activation activation, std::vector<double> z) {
        double sum = 0;
        const double top = *std::max_element(z.begin(), z.end());
        for (double v : z) sum += std::exp(v - top);
        for (double& v : z) {
            v = activation == Activation::softmax ? std::exp(v - top) / sum : test::activated(activation, v);
        }
        return z;
    }

    Activation output() const { return network.layers.back().activation; }

    double cost(const std::vector<double>& a, const std::vector<double>& y) const {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i) sum += naive(loss, output()).cost(a[i], y[i]);
        return sum;
    }

    Matrix deltas(const Matrix& a, const Matrix& z, const std::vector<double>& y) const {
        const std::size_t last = weights.size() - 1;
        Matrix d(weights.size());
        d[last] = output_deltas(loss, output(), z.back(), a.back(), y);
        for (std::size_t l = last; l-- > 0;) {
            d[l].assign(a[l + 1].size(), 0.0);
            for (std::size_t j = 0; j < d[l].size(); ++j) {
                for (std::size_t i = 0; i < d[l + 1].size(); ++i) d[l][j] += weights[l + 1][i][j] * d[l + 1][i];
                d[l][j] *= slope(network.layers[l].activation, z[l + 1][j]);
            }
        }
        return d;
    }
};

}  // namespace descent::test
