// Steps on one pattern: the fused loop of the outer extension leaves the bits that written-out gradients leave.
#include <cstring>

#include "engine/problem.h"
#include "objective/network_objective.h"
#include "support/catch.h"
#include "update/stepper.h"

namespace descent::update {
namespace {

/// A network on data whose gradients are written out: the engine sees a sink that takes no outer products.
class WrittenOut final : public objective::Objective {
public:
    explicit WrittenOut(objective::Objective& network) : network_(network) {}
    const network::Layout& layout() const override { return network_.layout(); }
    std::uint64_t batches() const override { return network_.batches(); }
    void start(std::span<float> parameters) const override { network_.start(parameters); }
    bool measures() const override { return false; }
    objective::Measurement measure(std::span<const float>) override { return {}; }
    engine::BatchResult gradient(const objective::Batch& batch, std::span<const float> parameters,
                                 engine::GradientSink& sink) override {
        struct Plain final : engine::GradientSink {
            engine::GradientSink& sink;
            explicit Plain(engine::GradientSink& to) : sink(to) {}
            void consume(std::size_t offset, std::span<float> gradient) override { sink.consume(offset, gradient); }
        } plain(sink);
        return network_.gradient(batch, parameters, plain);
    }

private:
    objective::Objective& network_;
};

/// All that a network on data needs to be stepped on one pattern after the other.
struct Stochastic {
    Dataset data, nothing;
    TrainingOptions options;
    parallel::Team team{1};
    objective::NetworkObjective network;
    WrittenOut written_out{network};

    Stochastic(const test::Problem& problem, InstructionSet set)
        : data(problem.dataset()),
          options{.loss = problem.loss, .batch_size = 1, .shuffle = false},
          network(problem.network, data, nothing, options, set, team) {}

    Stepper stepper(const std::string& rule, InstructionSet set, bool fused) {
        objective::Objective& objective = fused ? static_cast<objective::Objective&>(network) : written_out;
        return {objective, Optimizer(builtin_optimizers(), rule, {}, network.layout(), set), {}, team};
    }
};

/// `ahead`: steps compute ahead what the next one needs; else it is forgotten before each step.
std::vector<float> train(const test::Problem& problem, const std::string& rule, InstructionSet set, bool fused,
                         bool ahead) {
    Stochastic run(problem, set);
    Stepper stepper = run.stepper(rule, set, fused);
    std::ranges::copy(test::start(run.network.layout(), 5).span(), stepper.change_parameters().begin());
    for (std::uint64_t p = 0; p < problem.patterns; ++p) {
        if (!ahead) stepper.change_parameters();
        stepper.step({.index = p}, 0.05);
    }
    return {stepper.parameters().begin(), stepper.parameters().end()};
}

}  // namespace

TEST_CASE("A fused stochastic step has the bits of a gradient written out, for every rule and width") {
    const std::vector<Network> networks = {
        {7, {{5, Activation::tanh}, {3, Activation::softmax}}},
        {33, {{200, Activation::sigmoid}, {37, Activation::relu}, {2, Activation::softmax}}},
        {4, {{1024, Activation::sigmoid}, {3, Activation::softmax}}},
        {20, {{3, Activation::softmax}}}};
    for (const Network& network : networks) {
        const test::Problem problem = test::random_problem(network, Loss::cross_entropy, 12, 3);
        for (const char* rule : {"gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "nadam"}) {
            const auto expected = train(problem, rule, test::fma_sets().front(), false, false);
            for (const InstructionSet set : test::fma_sets()) {
                INFO(to_string(network) << " " << rule << " " << to_string(set));
                for (const bool ahead : {false, true}) {
                    const auto actual = train(problem, rule, set, true, ahead);
                    CHECK(std::memcmp(actual.data(), expected.data(), expected.size() * sizeof(float)) == 0);
                }
            }
        }
    }
}

TEST_CASE("What was computed ahead is forgotten when somebody else changes the parameters") {
    const test::Problem problem =
        test::random_problem({9, {{6, Activation::tanh}, {2, Activation::softmax}}}, Loss::cross_entropy, 2, 4);
    const InstructionSet set = kernels::supported_instruction_sets().back();
    std::vector<double> losses;
    for (const bool fused : {false, true}) {
        Stochastic run(problem, set);
        Stepper stepper = run.stepper("gd", set, fused);
        std::ranges::copy(test::start(run.network.layout(), 5).span(), stepper.change_parameters().begin());
        stepper.step({.index = 0}, 0.05);
        for (float& value : stepper.change_parameters()) value *= 2;
        losses.push_back(stepper.step({.index = 1}, 0.05).loss);
    }
    CHECK(losses[0] == losses[1]);
}

}  // namespace descent::update
