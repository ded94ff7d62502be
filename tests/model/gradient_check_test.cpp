#include "model/gradient_check.h"

#include <descent/error.h>

#include "support/catch.h"
#include "support/naive_loss.h"

namespace descent::model {

TEST_CASE("The engine's gradient is the slope of the cost, for every activation and loss") {
    std::vector<GradientCheckOptions> cases = {
        {.network = {4, {{5, Activation::sigmoid}, {3, Activation::sigmoid}}}, .loss = Loss::mse},
        {.network = {7, {{17, Activation::tanh}, {2, Activation::identity}}}, .loss = Loss::mse},
        {.network = {9, {{16, Activation::relu}, {33, Activation::relu}, {4, Activation::softmax}}},
         .loss = Loss::cross_entropy},
        {.network = {5, {{6, Activation::tanh}, {2, Activation::sigmoid}}}, .loss = Loss::cross_entropy},
        {.network = {5, {{6, Activation::sigmoid}, {3, Activation::softmax}}}, .loss = Loss::mse},
        {.network = {1, {{1, Activation::identity}}}, .loss = Loss::mse, .patterns = 1},
    };
    for (const auto& [loss, output] : test::output_pairs()) {
        cases.push_back({.network = {5, {{6, Activation::tanh}, {3, output}}}, .loss = loss});
    }
    for (const Activation hidden : test::elementwise_activations) {
        cases.push_back({.network = {7, {{17, hidden}, {18, hidden}, {2, Activation::identity}}}, .loss = Loss::mse});
    }
    cases.push_back(
        {.network = {5, {{6, Activation::tanh}, {3, Activation::identity}}}, .loss = Loss::huber, .huber_delta = 0.25});
    cases.push_back({.network = {5, {{6, Activation::tanh}, {3, Activation::softmax}}},
                     .loss = Loss::cross_entropy,
                     .class_weights = {0.5F, 2, 0}});
    for (const Activation hidden : {Activation::tanh, Activation::gelu}) {
        cases.push_back({.network = {7, {{17, hidden}, {18, hidden}, {2, Activation::identity}}}, .dropout = 0.4});
    }
    for (const GradientCheckOptions& options : cases) {
        INFO(to_string(options.loss) << " on " << to_string(options.network.layers.back().activation) << ", "
                                     << to_string(options.network.layers.front().activation));
        const auto checks = check_gradient(options);
        REQUIRE(checks.size() == 2 * options.network.layers.size());
        for (const TensorCheck& check : checks) {
            INFO(check.name);
            CHECK(check.error < gradient_tolerance);
            CHECK(check.largest_gradient > 0);
            CHECK(check.compared == std::min(check.parameters, options.samples));
        }
    }
}

TEST_CASE("A gradient check refuses dropout without a hidden layer and weights of other classes") {
    const Network softmax{2, {{3, Activation::softmax}}}, numbers{2, {{3, Activation::identity}}};
    CHECK_THROWS_WITH(check_gradient({.network = softmax, .loss = Loss::cross_entropy, .dropout = 0.5}),
                      "dropout: has no meaning without a hidden layer");
    CHECK_THROWS_WITH(check_gradient({.network = softmax, .loss = Loss::cross_entropy, .class_weights = {1, 2}}),
                      "class_weights: found 2 weights, expected 3, one a class");
    CHECK_THROWS_AS(check_gradient({.network = numbers, .class_weights = {1, 2, 3}}), UsageError);
}

TEST_CASE("A gradient check refuses a loss that the outputs cannot have") {
    CHECK_THROWS_AS(check_gradient({.network = {2, {{2, Activation::relu}}}, .loss = Loss::cross_entropy}), UsageError);
}

}  // namespace descent::model
