// The invariant of the project: the same bits for every number of threads and every instruction set with FMA.
#include "engine/problem.h"
#include "engine/whole_gradient.h"
#include "support/catch.h"

namespace descent::engine {
namespace {

struct Outcome {
    double loss;
    std::uint64_t correct;
    std::vector<float> gradient, outputs;

    bool operator==(const Outcome& other) const {
        const auto same = [](const std::vector<float>& a, const std::vector<float>& b) {
            return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
        };
        return loss == other.loss && correct == other.correct && same(gradient, other.gradient) &&
               same(outputs, other.outputs);
    }
};

Outcome run(const test::Problem& problem, const Dataset& data, InstructionSet set, std::size_t threads) {
    parallel::Team team(threads);
    Engine engine(problem.options(problem.patterns, set), team);
    const AlignedBuffer<float> parameters = test::start(engine.layout(), 3);
    AlignedBuffer<float> gradient(engine.layout().size);
    const auto rows = test::all_rows(problem.patterns);
    WholeGradient whole(gradient.span());
    const BatchResult result = engine.step({data, rows}, parameters.span(), whole);
    std::vector<float> outputs(problem.patterns * problem.network.outputs());
    const BatchResult evaluated = engine.evaluate(data, rows, parameters.span(), outputs);
    return {result.loss + evaluated.loss,
            result.correct + evaluated.correct,
            {gradient.span().begin(), gradient.span().end()},
            outputs};
}

void check(const test::Problem& problem) {
    const Dataset data = problem.dataset();
    const auto sets = test::fma_sets();
    if (sets.empty()) return;
    const Outcome expected = run(problem, data, sets.front(), 1);
    for (const InstructionSet set : sets) {
        for (const std::size_t threads : {1, 2, 3, 7, 64}) {
            INFO(to_string(problem.network)
                 << " patterns " << problem.patterns << " " << to_string(set) << " threads " << threads);
            CHECK(run(problem, data, set, threads) == expected);
        }
    }
}

}  // namespace

TEST_CASE("A small network over many pieces has the same bits everywhere") {
    check(test::random_problem({13, {{33, Activation::tanh}, {17, Activation::sigmoid}, {4, Activation::softmax}}},
                               Loss::cross_entropy, 4500, 1));
}

TEST_CASE("A network cut by units has the same bits everywhere, with one piece and with several") {
    for (const std::size_t patterns : {200, 1100}) {
        check(
            test::random_problem({520, {{530, Activation::sigmoid}, {300, Activation::relu}, {3, Activation::sigmoid}}},
                                 Loss::cross_entropy, patterns, 2));
    }
}

TEST_CASE("A step that is not worth sharing has the same bits everywhere") {
    check(test::random_problem({4, {{8, Activation::tanh}, {3, Activation::identity}}}, Loss::mse, 8, 3));
}

}  // namespace descent::engine
