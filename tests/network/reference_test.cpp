// The plain reference against numbers worked out by hand, against finite differences, and against a second
// implementation that shares no line with it.
#include "network/reference.h"

#include <cmath>

#include "base/random.h"
#include "support/catch.h"
#include "support/naive_network.h"

namespace descent::network {
namespace {

struct Problem {
    Network network;
    Loss loss = Loss::mse;
};

/// Some by hand, and every loss on every activation.
const std::vector<Problem> problems = [] {
    std::vector<Problem> all = {
        {{4, {{5, Activation::sigmoid}, {3, Activation::sigmoid}}}, Loss::mse},
        {{3, {{6, Activation::tanh}, {4, Activation::relu}, {2, Activation::identity}}}, Loss::mse},
        {{5, {{7, Activation::relu}, {4, Activation::softmax}}}, Loss::cross_entropy},
        {{5, {{7, Activation::tanh}, {4, Activation::softmax}}}, Loss::mse},
        {{2, {{3, Activation::sigmoid}, {2, Activation::sigmoid}}}, Loss::cross_entropy},
        {{7, {{1, Activation::identity}}}, Loss::mse},
    };
    for (const auto& [loss, output] : test::output_pairs()) all.push_back({{5, {{4, output}}}, loss});
    for (const Activation hidden : test::elementwise_activations) {
        all.push_back({{5, {{7, hidden}, {4, Activation::tanh}}}, Loss::mse});
    }
    return all;
}();

std::vector<double> random_numbers(RandomStream& stream, std::size_t count, double low, double high) {
    std::vector<double> values(count);
    for (double& v : values) v = low + (high - low) * stream.uniform();
    return values;
}

Parameters<double> random_parameters(const Network& network, RandomStream& stream) {
    Parameters<double> parameters;
    std::size_t fan_in = network.inputs;
    for (const Layer& layer : network.layers) {
        parameters.weights.push_back(random_numbers(stream, fan_in * layer.units, -1, 1));
        parameters.biases.push_back(random_numbers(stream, layer.units, -0.5, 0.5));
        fan_in = layer.units;
    }
    return parameters;
}

/// Targets from 0 to 1, which suit every loss.
Batch<double> random_batch(const Network& network, std::size_t patterns, RandomStream& stream) {
    return {.patterns = patterns,
            .inputs = random_numbers(stream, patterns * network.inputs, -2, 2),
            .targets = random_numbers(stream, patterns * network.outputs(), 0, 1),
            .pattern_weights = {}};
}

double loss_at(const Problem& problem, const Parameters<double>& parameters, const Batch<double>& batch) {
    Trace<double> trace;
    forward(problem.network, parameters, batch, trace);
    return mean_cost(problem.network, problem.loss, batch, trace);
}

/// (C(w + h) - C(w - h)) / 2h, with h = 1e-5: cut off at about 1e-10, rounded at about 1e-11.
double slope(const Problem& problem, Parameters<double> parameters, const Batch<double>& batch,
             std::vector<std::vector<double>> Parameters<double>::*kind, std::size_t layer, std::size_t i) {
    const double h = 1e-5;
    double& w = (parameters.*kind)[layer][i];
    const double middle = w;
    w = middle + h;
    const double above = loss_at(problem, parameters, batch);
    w = middle - h;
    return (above - loss_at(problem, parameters, batch)) / (2 * h);
}

test::Matrix rows_of(const std::vector<double>& values, std::size_t columns) {
    test::Matrix rows;
    for (std::size_t i = 0; i < values.size(); i += columns) {
        rows.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(i),
                          values.begin() + static_cast<std::ptrdiff_t>(i + columns));
    }
    return rows;
}

}  // namespace

// Two inputs, two hidden sigmoid units, one sigmoid output; L = ln 3, so that sigma(L) = 3/4 and sigma(-L) = 1/4.
//   x = (1, 2), y = 1
//   hidden 1: weights (L, L), bias -2L:   z = L + 2L - 2L = L         a = 3/4
//   hidden 2: weights (2, -1), bias 0:    z = 2 - 2 = 0               a = 1/2
//   output:   weights (-4L, 2L), bias L:  z = -3L + L + L = -L        a = 1/4
//   cost      1/2 (1 - 1/4)^2 = 9/32
//   delta_o = (1/4 - 1) 1/4 3/4 = -9/64
//   dC/dw_o = -9/64 (3/4, 1/2) = (-27/256, -9/128),   dC/db_o = -9/64
//   delta_1 = (-4L)(-9/64) 3/4 1/4 = 27L/256,   delta_2 = (2L)(-9/64) 1/2 1/2 = -9L/128
//   dC/dw_1 = (27L/256, 27L/128),   dC/dw_2 = (-9L/128, -9L/64)
TEST_CASE("The 2-2-1 network of the comment has the cost, deltas and gradients worked out by hand") {
    const Network network{2, {{2, Activation::sigmoid}, {1, Activation::sigmoid}}};
    const double l = std::log(3.0);
    const Parameters<double> parameters{.weights = {{l, 2, l, -1}, {-4 * l, 2 * l}}, .biases = {{-2 * l, 0}, {l}}};
    const Batch<double> batch{.patterns = 1, .inputs = {1, 2}, .targets = {1}, .pattern_weights = {}};
    const Trace<double> trace = trace_step(network, Loss::mse, parameters, batch);
    const auto close = [](const std::vector<double>& actual, const std::vector<double>& expected) {
        REQUIRE(actual.size() == expected.size());
        for (std::size_t i = 0; i < actual.size(); ++i) CHECK(actual[i] == Approx(expected[i]).epsilon(1e-14));
    };
    close(trace.activations[0], {0.75, 0.5});
    close(trace.activations[1], {0.25});
    CHECK(trace.loss == Approx(9.0 / 32).epsilon(1e-14));
    close(trace.deltas[1], {-9.0 / 64});
    close(trace.deltas[0], {27 * l / 256, -9 * l / 128});
    close(trace.gradients.weights[1], {-27.0 / 256, -9.0 / 128});
    close(trace.gradients.biases[1], {-9.0 / 64});
    close(trace.gradients.weights[0], {27 * l / 256, -9 * l / 128, 27 * l / 128, -9 * l / 64});
    close(trace.gradients.biases[0], {27 * l / 256, -9 * l / 128});
}

TEST_CASE("Gradients of the reference equal central finite differences") {
    for (std::size_t which = 0; which < problems.size(); ++which) {
        const Problem& problem = problems[which];
        RandomStream stream(3, "finite differences", which);
        const auto parameters = random_parameters(problem.network, stream);
        auto batch = random_batch(problem.network, 4, stream);
        batch.pattern_weights = {1, 0.5, 2, 1};
        for (std::size_t layer = 0; which % 2 == 1 && layer + 1 < problem.network.layers.size(); ++layer) {
            batch.factors.push_back(random_numbers(stream, 4 * problem.network.layers[layer].units, 0, 2));
        }
        const auto trace = trace_step(problem.network, problem.loss, parameters, batch);
        for (const auto kind : {&Parameters<double>::weights, &Parameters<double>::biases}) {
            for (std::size_t layer = 0; layer < problem.network.layers.size(); ++layer) {
                for (std::size_t i = 0; i < (parameters.*kind)[layer].size(); ++i) {
                    const double numeric = slope(problem, parameters, batch, kind, layer, i);
                    REQUIRE((trace.gradients.*kind)[layer][i] == Approx(numeric).epsilon(1e-6).margin(1e-9));
                }
            }
        }
    }
}

TEST_CASE("The reference agrees with an independent implementation of the equations") {
    for (std::size_t which = 0; which < problems.size(); ++which) {
        const Problem& problem = problems[which];
        RandomStream stream(4, "naive", which);
        const auto parameters = random_parameters(problem.network, stream);
        const auto batch = random_batch(problem.network, 6, stream);
        const auto trace = trace_step(problem.network, problem.loss, parameters, batch);
        test::NaiveNetwork naive{
            .network = problem.network, .loss = problem.loss, .weights = {}, .biases = parameters.biases};
        std::size_t fan_in = problem.network.inputs;
        for (std::size_t layer = 0; layer < problem.network.layers.size(); ++layer) {
            const std::size_t units = problem.network.layers[layer].units;
            test::Matrix rows(units, std::vector<double>(fan_in));
            for (std::size_t i = 0; i < units; ++i) {
                for (std::size_t j = 0; j < fan_in; ++j) rows[i][j] = parameters.weights[layer][j * units + i];
            }
            naive.weights.push_back(rows);
            fan_in = units;
        }
        const auto step = naive.step(rows_of(batch.inputs, problem.network.inputs),
                                     rows_of(batch.targets, problem.network.outputs()));
        // both are doubles summed in different orders over at most 7 terms
        CHECK(trace.loss == Approx(step.loss).epsilon(1e-13));
        for (std::size_t layer = 0; layer < problem.network.layers.size(); ++layer) {
            const std::size_t units = problem.network.layers[layer].units;
            for (std::size_t i = 0; i < units; ++i) {
                REQUIRE(trace.gradients.biases[layer][i] ==
                        Approx(step.bias_gradients[layer][i]).epsilon(1e-12).margin(1e-15));
                for (std::size_t j = 0; j < naive.weights[layer][i].size(); ++j) {
                    REQUIRE(trace.gradients.weights[layer][j * units + i] ==
                            Approx(step.weight_gradients[layer][i][j]).epsilon(1e-12).margin(1e-15));
                }
            }
        }
    }
}

TEST_CASE("Double differs from long double by rounding alone") {
    const Problem& problem = problems[2];
    RandomStream stream(5, "long double");
    const auto parameters = random_parameters(problem.network, stream);
    const auto batch = random_batch(problem.network, 3, stream);
    const auto widened = [](const std::vector<double>& v) { return std::vector<long double>(v.begin(), v.end()); };
    Parameters<long double> wide;
    for (const auto& w : parameters.weights) wide.weights.push_back(widened(w));
    for (const auto& b : parameters.biases) wide.biases.push_back(widened(b));
    const Batch<long double> wide_batch{.patterns = batch.patterns,
                                        .inputs = widened(batch.inputs),
                                        .targets = widened(batch.targets),
                                        .pattern_weights = {}};
    const auto exact = trace_step(problem.network, problem.loss, wide, wide_batch);
    const auto trace = trace_step(problem.network, problem.loss, parameters, batch);
    CHECK(trace.loss == Approx(static_cast<double>(exact.loss)).epsilon(1e-14));
    for (std::size_t i = 0; i < exact.gradients.weights[0].size(); ++i) {
        REQUIRE(trace.gradients.weights[0][i] ==
                Approx(static_cast<double>(exact.gradients.weights[0][i])).epsilon(1e-12).margin(1e-15));
    }
}

}  // namespace descent::network
