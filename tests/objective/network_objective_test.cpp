#include "objective/network_objective.h"
#include "engine/whole_gradient.h"

#include <algorithm>
#include <set>

#include "engine/problem.h"
#include "support/catch.h"

namespace descent::objective {
namespace {

struct Example {
    test::Problem problem = test::random_problem(
        {.inputs = 6, .layers = {{5, Activation::tanh}, {3, Activation::softmax}}}, Loss::cross_entropy, 23, 1);
    Dataset training = problem.dataset(), validation = problem.dataset();
    TrainingOptions options{.loss = problem.loss, .batch_size = 5, .seed = 7};
    parallel::Team team{1};

    NetworkObjective objective(bool validates = true) {
        static const Dataset nothing;
        return {problem.network, training, validates ? validation : nothing, options, InstructionSet::baseline, team};
    }
};

}  // namespace

TEST_CASE("the batches of an epoch hold every pattern once, the last one what is left") {
    Example example;
    NetworkObjective objective = example.objective();
    REQUIRE(objective.batches() == 5);
    for (const std::uint64_t epoch : {0, 1, 9}) {
        std::multiset<std::uint32_t> seen;
        for (std::uint64_t index = 0; index < 5; ++index) {
            const auto rows = objective.rows({.epoch = epoch, .index = index});
            CHECK(rows.size() == (index < 4 ? 5 : 3));
            seen.insert(rows.begin(), rows.end());
        }
        CHECK(std::ranges::equal(seen, test::all_rows(23)));
    }
}

TEST_CASE("a batch holds the same patterns however often, and in whatever order, it is asked for") {
    Example example;
    NetworkObjective one = example.objective(), other = example.objective();
    const auto rows_of = [](NetworkObjective& objective, std::uint64_t epoch, std::uint64_t index) {
        const auto rows = objective.rows({.epoch = epoch, .index = index});
        return std::vector<std::uint32_t>(rows.begin(), rows.end());
    };
    const auto first = rows_of(one, 0, 2), later = rows_of(one, 3, 2);
    CHECK(first != later);
    CHECK(rows_of(one, 0, 2) == first);
    CHECK(rows_of(other, 3, 2) == later);
    example.options.seed = 8;
    NetworkObjective reseeded = example.objective();
    CHECK(rows_of(reseeded, 0, 2) != first);
}

TEST_CASE("a full batch stands in file order") {
    Example example;
    example.options.batch_size = 0;
    NetworkObjective objective = example.objective();
    CHECK(objective.batches() == 1);
    CHECK(std::ranges::equal(objective.rows({.epoch = 4}), test::all_rows(23)));
}

TEST_CASE("loss and gradient are those of the engine on the batch's rows") {
    Example example;
    NetworkObjective objective = example.objective();
    AlignedBuffer<float> parameters(objective.layout().size), gradient(objective.layout().size),
        expected(objective.layout().size);
    objective.start(parameters.span());
    engine::WholeGradient whole(gradient.span()), by_engine(expected.span());
    const engine::BatchResult result = objective.gradient({.epoch = 1, .index = 4}, parameters.span(), whole);
    engine::Engine engine(example.problem.options(5, InstructionSet::baseline), example.team);
    const auto rows = objective.rows({.epoch = 1, .index = 4});
    CHECK(engine.step({example.training, rows}, parameters.span(), by_engine).loss == result.loss);
    CHECK(result.patterns == 3);
    CHECK(std::ranges::equal(gradient.span(), expected.span()));
}

TEST_CASE("only an objective with validation data has something to measure") {
    Example example;
    NetworkObjective with = example.objective(), without = example.objective(false);
    CHECK(with.measures());
    CHECK_FALSE(without.measures());
    AlignedBuffer<float> parameters(with.layout().size);
    with.start(parameters.span());
    const Measurement measured = with.measure(parameters.span());
    CHECK(measured.loss > 0);
    CHECK(measured.accuracy.has_value());
}

}  // namespace descent::objective
