// The plain reference against whole training steps that PyTorch wrote to a file, tensor by tensor.
#include "support/training_steps.h"

#include "support/catch.h"

namespace descent::network {
namespace {

/// Both sides are float64 and differ in the order of sums of at most 20 terms of size about 1.
void close(const std::vector<double>& actual, const std::vector<double>& expected) {
    REQUIRE(actual.size() == expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        REQUIRE(actual[i] == Approx(expected[i]).epsilon(1e-12).margin(1e-14));
    }
}

void close(const std::vector<std::vector<double>>& actual, const std::vector<std::vector<double>>& expected) {
    REQUIRE(actual.size() == expected.size());
    for (std::size_t layer = 0; layer < actual.size(); ++layer) close(actual[layer], expected[layer]);
}

}  // namespace

TEST_CASE("Every number of a training step equals PyTorch's") {
    const auto steps = test::read_training_steps();
    REQUIRE(steps.size() >= 8);
    for (const test::TrainingStep& step : steps) {
        INFO(step.name);
        const auto trace = trace_step(step.network, step.loss, step.parameters, step.batch);
        CHECK(trace.loss == Approx(step.expected.loss).epsilon(1e-13));
        close(trace.sums, step.expected.sums);
        close(trace.activations, step.expected.activations);
        close(trace.deltas, step.expected.deltas);
        close(trace.gradients.weights, step.expected.gradients.weights);
        close(trace.gradients.biases, step.expected.gradients.biases);
    }
}

TEST_CASE("Gradient descent with the reference's gradient reaches PyTorch's weights") {
    for (const test::TrainingStep& step : test::read_training_steps()) {
        INFO(step.name);
        const auto trace = trace_step(step.network, step.loss, step.parameters, step.batch);
        auto weights = step.parameters.weights;
        for (std::size_t layer = 0; layer < weights.size(); ++layer) {
            for (std::size_t i = 0; i < weights[layer].size(); ++i) {
                weights[layer][i] -= step.learning_rate * trace.gradients.weights[layer][i];
            }
        }
        close(weights, step.updated.weights);
    }
}

}  // namespace descent::network
