// Any number of ranks and threads has the bits of one process: gradient, loss and correct patterns at every rank.
#include "engine/problem.h"
#include "engine/whole_gradient.h"
#include "parallel/pieces.h"
#include "support/catch.h"
#include "support/ranks_in_threads.h"

namespace descent::engine {
namespace {

struct Outcome {
    BatchResult result;
    std::vector<std::uint32_t> gradient;  ///< its bits

    bool operator==(const Outcome& other) const {
        return result.loss == other.result.loss && result.correct == other.result.correct &&
               result.weight == other.result.weight && gradient == other.gradient;
    }
};

Outcome run(const test::Problem& problem, const Dataset& data, std::size_t threads, parallel::Ranks& ranks) {
    parallel::Team team(threads, ranks);
    Engine engine(problem.options(problem.patterns, test::fma_sets().front()), team);
    const AlignedBuffer<float> parameters = test::start(engine.layout(), 3);
    AlignedBuffer<float> gradient(engine.layout().size);
    const auto rows = test::all_rows(problem.patterns);
    Outcome outcome;
    for (int step = 0; step < 2; ++step) {  // buffers are used again
        WholeGradient whole(gradient.span());
        outcome.result = engine.step({.data = data, .rows = rows, .draw = problem.draw}, parameters.span(), whole);
    }
    for (const float number : gradient.span()) outcome.gradient.push_back(std::bit_cast<std::uint32_t>(number));
    return outcome;
}

void check(const test::Problem& problem) {
    if (test::fma_sets().empty()) return;
    const Dataset data = problem.dataset();
    const Outcome expected = run(problem, data, 1, parallel::one_rank());
    for (const std::size_t size : {2, 3, 4, 8, 11}) {
        for (const std::size_t threads : {1, 2}) {
            std::vector<Outcome> outcomes(size);
            test::run_on_ranks(
                size, [&](parallel::Ranks& ranks) { outcomes[ranks.rank()] = run(problem, data, threads, ranks); });
            for (const Outcome& outcome : outcomes) {
                INFO(to_string(problem.network)
                     << ", " << problem.patterns << " patterns, " << size << " ranks of " << threads << " threads");
                CHECK(outcome == expected);
            }
        }
    }
}

TEST_CASE("A small network has the same bits on any number of ranks") {
    for (const std::size_t patterns : {100, 600, 1100, 4500}) {
        test::Problem problem =
            test::random_problem({13, {{33, Activation::tanh}, {17, Activation::sigmoid}, {4, Activation::softmax}}},
                                 Loss::cross_entropy, patterns, 1);
        problem.class_weights = {1, 2, 0.5F, 3};
        problem.dropout = 0.25;
        check(problem);
    }
}

TEST_CASE("A large network has the same bits on any number of ranks") {
    for (const std::size_t patterns : {300, 2100}) {
        check(
            test::random_problem({520, {{530, Activation::sigmoid}, {300, Activation::relu}, {3, Activation::sigmoid}}},
                                 Loss::mse, patterns, 2));
    }
}

TEST_CASE("A network with fewer parameters than there are ranks has the same bits") {
    check(test::random_problem({1, {{1, Activation::identity}}}, Loss::mse, 2000, 4));
}

TEST_CASE("A measurement has the same bits on any number of ranks") {
    if (test::fma_sets().empty()) return;
    const test::Problem problem =
        test::random_problem({5, {{9, Activation::tanh}, {3, Activation::softmax}}}, Loss::cross_entropy, 13000, 6);
    const Dataset data = problem.dataset();
    const auto measured = [&](parallel::Ranks& ranks) {
        parallel::Team team(1, ranks);
        Engine engine(problem.options(1, test::fma_sets().front()), team);
        const AlignedBuffer<float> parameters = test::start(engine.layout(), 3);
        return engine.evaluate(data, test::all_rows(problem.patterns), parameters.span(), {});
    };
    const BatchResult expected = measured(parallel::one_rank());
    CHECK(expected.patterns == problem.patterns);
    for (const std::size_t size : {2, 3, 8}) {
        std::vector<BatchResult> results(size);
        test::run_on_ranks(size, [&](parallel::Ranks& ranks) { results[ranks.rank()] = measured(ranks); });
        for (const BatchResult& result : results) {
            CHECK(result.loss == expected.loss);
            CHECK(result.correct == expected.correct);
            CHECK(result.patterns == expected.patterns);
            CHECK(result.weight == expected.weight);
        }
    }
}

TEST_CASE("A loss that is not finite at one rank calls no sink at any") {
    test::Problem problem = test::random_problem({3, {{2, Activation::identity}}}, Loss::mse, 1024, 5);
    problem.values.back() = std::numeric_limits<float>::infinity();
    const Dataset data = problem.dataset();
    std::vector<int> finite(4, 1), called(4, 0);
    test::run_on_ranks(4, [&](parallel::Ranks& ranks) {
        struct Sink : GradientSink {
            bool called = false;
            void consume(std::size_t, std::span<float>) override { called = true; }
        } sink;
        parallel::Team team(1, ranks);
        Engine engine(problem.options(problem.patterns, InstructionSet::baseline), team);
        const AlignedBuffer<float> parameters = test::start(engine.layout(), 3);
        const auto rows = test::all_rows(problem.patterns);
        finite[ranks.rank()] = engine.step({.data = data, .rows = rows}, parameters.span(), sink).finite();
        called[ranks.rank()] = sink.called;
    });
    CHECK(finite == std::vector<int>(4, 0));
    CHECK(called == std::vector<int>(4, 0));
}

}  // namespace
}  // namespace descent::engine
