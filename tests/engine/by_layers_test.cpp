// Few patterns on many threads: the bits are those of one thread, and every thread has a task where the work is.
#include "engine/by_layers.h"

#include "engine/problem.h"
#include "engine/whole_gradient.h"
#include "support/catch.h"

namespace descent::engine {
namespace {

struct Outcome {
    std::vector<float> numbers;  ///< gradient, then outputs
    double loss = 0;
    std::vector<std::size_t> step, predict;  ///< tasks of each fork

    bool same_bits(const Outcome& other) const {
        return loss == other.loss && numbers.size() == other.numbers.size() &&
               std::memcmp(numbers.data(), other.numbers.data(), numbers.size() * sizeof(float)) == 0;
    }
};

Outcome run(const test::Problem& problem, InstructionSet set, std::size_t threads) {
    const Dataset data = problem.dataset();
    parallel::Team team(threads);
    Engine engine(problem.options(problem.patterns, set), team);
    const AlignedBuffer<float> parameters = test::start(engine.layout(), 3);
    AlignedBuffer<float> gradient(engine.layout().size);
    const auto rows = test::all_rows(problem.patterns);
    WholeGradient whole(gradient.span());
    Outcome outcome;
    team.record(&outcome.step);
    const Batch batch{.data = data, .rows = rows, .draw = problem.draw};
    outcome.loss = engine.step(batch, parameters.span(), whole).loss;
    outcome.numbers.assign(gradient.span().begin(), gradient.span().end());
    std::vector<float> outputs(problem.network.outputs());
    team.record(&outcome.predict);
    engine.evaluate(data, std::span(rows).first(1), parameters.span(), outputs);
    outcome.numbers.insert(outcome.numbers.end(), outputs.begin(), outputs.end());
    return outcome;
}

test::Problem classifier(std::size_t hidden, std::size_t layers, std::size_t patterns) {
    Network network{784, {}};
    for (std::size_t i = 0; i < layers; ++i) network.layers.push_back({hidden, Activation::sigmoid});
    network.layers.push_back({10, Activation::softmax});
    return test::random_problem(network, Loss::cross_entropy, patterns, 1);
}

const InstructionSet best = test::fma_sets().empty() ? InstructionSet::baseline : test::fma_sets().back();

}  // namespace

TEST_CASE("Units are shared with the same bits: odd widths, dropout, kept slopes, a wide last layer, one pattern") {
    test::Problem odd = test::random_problem(
        {523, {{531, Activation::gelu}, {1037, Activation::tanh}, {601, Activation::sigmoid}}}, Loss::mse, 37, 4);
    for (const double dropout : {0.0, 0.3}) {
        odd.dropout = dropout;
        for (const InstructionSet set : test::fma_sets()) {
            const Outcome expected = run(odd, test::fma_sets().front(), 1);
            for (const std::size_t threads : {5, 16, 64, 128}) CHECK(run(odd, set, threads).same_bits(expected));
        }
    }
    const test::Problem one =
        test::random_problem({784, {{1030, Activation::relu}, {1040, Activation::tanh}, {10, Activation::softmax}}},
                             Loss::cross_entropy, 1, 5);
    CHECK(run(one, best, 2).same_bits(run(one, best, 1)));
}

TEST_CASE("64 threads all have a task in the products of 784-1024-1024-10, and most of them in those of 784-128-10") {
    using Tasks = std::vector<std::size_t>;
    const test::Problem wide = classifier(1024, 2, 256);
    const Outcome of_wide = run(wide, best, 64);
    // gather, two layers forward, outputs, deltas, packing, gradient
    CHECK(of_wide.step == Tasks{16, 64, 64, 16, 64, 16, 49 + 64 + 64});
    CHECK(of_wide.same_bits(run(wide, best, 1)));

    const test::Problem narrow = classifier(128, 1, 64);
    const Outcome of_narrow = run(narrow, best, 64);
    CHECK(of_narrow.step == Tasks{4, 32, 49 + 1});  // gather, forward, gradient
    CHECK(of_narrow.same_bits(run(narrow, best, 1)));
}

TEST_CASE("Where patterns suffice for all threads a step has two forks, on one thread none") {
    const test::Problem wide = classifier(1024, 2, 256);
    CHECK(run(wide, best, 16).step.size() == 2);
    CHECK(run(wide, best, 1).step.empty());
}

TEST_CASE("One pattern is predicted by all threads where a layer is wide") {
    CHECK(run(classifier(1024, 2, 1), best, 2).predict == std::vector<std::size_t>{2, 2});
    CHECK(run(classifier(128, 1, 1), best, 2).predict.empty());
}

}  // namespace descent::engine
