// The engine's loss and gradient against the double-precision reference, over many shapes.
#include "engine/problem.h"
#include "engine/whole_gradient.h"
#include "support/catch.h"
#include "support/naive_loss.h"

namespace descent::engine {
namespace {

using test::Problem;

Network network_of(std::vector<std::size_t> widths, Activation hidden, Activation output) {
    Network network{widths.front(), {}};
    for (std::size_t i = 1; i < widths.size(); ++i) {
        network.layers.push_back({widths[i], i + 1 == widths.size() ? output : hidden});
    }
    return network;
}

/// Sums of n products of numbers around 1 in float32 round to about sqrt(n) 2^-24 of their size; 3e-5 leaves room for
/// the 2100 patterns and 800 inputs used here, and the largest gradient of the tensor is the size that counts.
void close(const std::vector<std::vector<double>>& actual, const std::vector<std::vector<double>>& expected) {
    REQUIRE(actual.size() == expected.size());
    for (std::size_t t = 0; t < actual.size(); ++t) {
        REQUIRE(actual[t].size() == expected[t].size());
        double size = 1e-6;
        for (const double value : expected[t]) size = std::max(size, std::abs(value));
        for (std::size_t i = 0; i < actual[t].size(); ++i) {
            if (std::abs(actual[t][i] - expected[t][i]) > 3e-5 * size) {
                FAIL("tensor " << t << " element " << i << ": " << actual[t][i] << " instead of " << expected[t][i]);
            }
        }
    }
}

void check(const Problem& problem, InstructionSet set, std::size_t threads) {
    INFO(to_string(problem.network) << " loss " << to_string(problem.loss) << " patterns " << problem.patterns << " "
                                    << to_string(set) << " threads " << threads);
    parallel::Team team(threads);
    Engine engine(problem.options(std::max<std::size_t>(1, problem.patterns), set), team);
    const AlignedBuffer<float> parameters = test::start(engine.layout(), 7);
    AlignedBuffer<float> gradient(engine.layout().size);
    const Dataset data = problem.dataset();
    const auto rows = test::all_rows(problem.patterns);
    WholeGradient whole(gradient.span());
    const BatchResult result =
        engine.step({.data = data, .rows = rows, .draw = problem.draw}, parameters.span(), whole);
    const auto trace =
        network::trace_step(problem.network, {problem.loss, static_cast<float>(problem.huber_delta)},
                            test::unpacked(engine.layout(), parameters.span()), problem.reference_batch());
    CHECK(result.patterns == problem.patterns);
    CHECK(result.loss / static_cast<double>(problem.patterns) == Approx(trace.loss).epsilon(1e-5));
    const auto actual = test::unpacked(engine.layout(), gradient.span());
    close(actual.weights, trace.gradients.weights);
    close(actual.biases, trace.gradients.biases);
}

void check_everywhere(const Problem& problem) {
    for (const InstructionSet set : kernels::supported_instruction_sets()) check(problem, set, 1);
    check(problem, kernels::supported_instruction_sets().back(), 3);
}

}  // namespace

TEST_CASE("Gradients equal the reference for widths around the size of a register") {
    for (const std::size_t width : {1, 2, 15, 16, 17, 31, 33, 48, 49, 64, 97, 128, 131}) {
        check_everywhere(test::random_problem(
            network_of({width, width + 1, 3}, Activation::sigmoid, Activation::sigmoid), Loss::mse, 19, width));
    }
}

TEST_CASE("Gradients equal the reference for batches around the sizes of tiles and pieces") {
    for (const std::size_t patterns : {1, 2, 7, 8, 15, 16, 17, 100, 255, 256, 257, 511, 512, 513, 1024, 2100}) {
        check_everywhere(test::random_problem(network_of({5, 17, 3}, Activation::tanh, Activation::identity), Loss::mse,
                                              patterns, patterns));
    }
}

TEST_CASE("Gradients equal the reference for every activation and loss") {
    for (const auto& [loss, output] : test::output_pairs()) {
        check_everywhere(test::random_problem(network_of({11, 13, 18}, Activation::tanh, output), loss, 37, 1));
    }
    for (const Activation hidden : test::elementwise_activations) {
        check_everywhere(
            test::random_problem(network_of({11, 13, 7, 5}, hidden, Activation::identity), Loss::mse, 37, 2));
    }
}

TEST_CASE("Gradients equal the reference without a hidden layer, with five, and with sums longer than a block") {
    check_everywhere(
        test::random_problem(network_of({9, 4}, Activation::tanh, Activation::softmax), Loss::cross_entropy, 50, 4));
    check_everywhere(test::random_problem(
        network_of({28, 30, 30, 30, 30, 30, 1}, Activation::tanh, Activation::sigmoid), Loss::cross_entropy, 100, 5));
    check_everywhere(
        test::random_problem(network_of({2100, 3, 2}, Activation::sigmoid, Activation::sigmoid), Loss::mse, 20, 6));
    check_everywhere(
        test::random_problem(network_of({3, 1030, 2}, Activation::sigmoid, Activation::sigmoid), Loss::mse, 20, 7));
}

TEST_CASE("Gradients of a network too large for one core's cache equal the reference over several pieces") {
    check_everywhere(
        test::random_problem(network_of({520, 530, 3}, Activation::tanh, Activation::identity), Loss::mse, 1100, 8));
}

TEST_CASE("Class weights multiply the cost and the deltas of their patterns") {
    Problem problem =
        test::random_problem(network_of({6, 5, 3}, Activation::tanh, Activation::softmax), Loss::cross_entropy, 40, 9);
    problem.class_weights = {0.5f, 2.0f, 3.0f};
    check_everywhere(problem);
}

TEST_CASE("Gradients of Huber's loss with a border of its own equal the reference") {
    Problem problem =
        test::random_problem(network_of({6, 5, 2}, Activation::tanh, Activation::identity), Loss::huber, 600, 13);
    problem.huber_delta = 0.125;
    check_everywhere(problem);
}

TEST_CASE("Weights multiply the cost and the deltas of their patterns, beside those of their classes") {
    Problem classes =
        test::random_problem(network_of({6, 5, 3}, Activation::tanh, Activation::softmax), Loss::cross_entropy, 40, 11);
    Problem numbers =
        test::random_problem(network_of({6, 5, 2}, Activation::tanh, Activation::identity), Loss::huber, 600, 12);
    for (Problem* problem : {&classes, &numbers}) {
        for (std::size_t p = 0; p < problem->patterns; ++p) {
            problem->weights.push_back(static_cast<float>(p % 5) * 0.75f);
        }
        check_everywhere(*problem);
    }
    classes.class_weights = {0.5f, 2.0f, 3.0f};
    check_everywhere(classes);
}

TEST_CASE("Gradients with dropped units equal the reference, in every way to split the work") {
    for (const Activation hidden : test::elementwise_activations) {
        Problem problem =
            test::random_problem(network_of({11, 13, 7, 5}, hidden, Activation::identity), Loss::mse, 37, 13);
        problem.dropout = 0.3;
        check_everywhere(problem);
    }
    for (const std::size_t patterns : {1, 600, 1100}) {
        Problem small = test::random_problem(network_of({5, 17, 3}, Activation::relu, Activation::softmax),
                                             Loss::cross_entropy, patterns, 14);
        small.dropout = 0.5;
        check_everywhere(small);
    }
    Problem large =
        test::random_problem(network_of({520, 530, 3}, Activation::tanh, Activation::identity), Loss::mse, 300, 15);
    large.dropout = 0.2;
    check_everywhere(large);
}

TEST_CASE("An empty batch has no loss, a zero gradient and calls nobody") {
    const Problem problem =
        test::random_problem(network_of({4, 3}, Activation::tanh, Activation::identity), Loss::mse, 5, 10);
    parallel::Team team(1);
    Engine engine(problem.options(5, kernels::supported_instruction_sets().back()), team);
    const AlignedBuffer<float> parameters = test::start(engine.layout(), 1);
    AlignedBuffer<float> gradient(engine.layout().size);
    gradient.span()[0] = 1;
    const Dataset data = problem.dataset();
    WholeGradient whole(gradient.span());
    const BatchResult result = engine.step({data, {}}, parameters.span(), whole);
    CHECK(result.patterns == 0);
    CHECK(result.loss == 0);
    for (const float value : gradient.span()) CHECK(value == 0);
}

TEST_CASE("A batch larger than announced is refused") {
    const Problem problem =
        test::random_problem(network_of({4, 3}, Activation::tanh, Activation::identity), Loss::mse, 5, 10);
    parallel::Team team(1);
    Engine engine(problem.options(4, kernels::supported_instruction_sets().back()), team);
    const AlignedBuffer<float> parameters = test::start(engine.layout(), 1);
    AlignedBuffer<float> gradient(engine.layout().size);
    const Dataset data = problem.dataset();
    const auto rows = test::all_rows(5);
    WholeGradient whole(gradient.span());
    CHECK_THROWS_AS(engine.step({data, rows}, parameters.span(), whole), UsageError);
}

TEST_CASE("A loss that is not finite reaches the caller and no gradient reaches the sink") {
    struct Counter : GradientSink {
        int calls = 0;
        void consume(std::size_t, std::span<float>) override { ++calls; }
    } sink;
    for (const std::size_t patterns : {5, 600}) {
        Problem problem =
            test::random_problem(network_of({4, 3}, Activation::tanh, Activation::identity), Loss::mse, patterns, 10);
        problem.values[2] = std::numeric_limits<float>::quiet_NaN();
        parallel::Team team(1);
        Engine engine(problem.options(patterns, kernels::supported_instruction_sets().back()), team);
        AlignedBuffer<float> parameters = test::start(engine.layout(), 1);
        const Dataset data = problem.dataset();
        const auto rows = test::all_rows(patterns);
        CHECK_FALSE(engine.step({data, rows}, parameters.span(), sink).finite());
        CHECK(sink.calls == 0);
    }
}

}  // namespace descent::engine
