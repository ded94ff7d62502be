// Steps on one pattern: the fused loop of the outer extension leaves the bits that written-out gradients leave.
#include <cstring>

#include "engine/problem.h"
#include "support/catch.h"
#include "update/update.h"

namespace descent::update {
namespace {

/// The same update, but for the engine it takes no outer products.
class WrittenOut final : public engine::GradientSink {
public:
    explicit WrittenOut(Update& update) : update_(update) {}
    void consume(std::size_t offset, std::span<float> gradient) override { update_.consume(offset, gradient); }

private:
    Update& update_;
};

std::vector<float> train(const test::Problem& problem, const std::string& rule, InstructionSet set, bool fused,
                         bool announced) {
    parallel::Team team(1);
    engine::Engine engine(problem.options(1, set), team);
    AlignedBuffer<float> parameters = test::start(engine.layout(), 5);
    const Registry registry = builtin_optimizers();
    Optimizer optimizer(registry, rule, {}, engine.layout(), set);
    Update update(optimizer, engine.layout(), parameters.span(), {});
    WrittenOut written_out(update);
    const Dataset data = problem.dataset();
    const auto rows = test::all_rows(problem.patterns);
    for (std::size_t p = 0; p < problem.patterns; ++p) {
        update.begin_step(0.05);
        if (announced && p + 1 < problem.patterns) engine.announce(data, std::span(rows).subspan(p + 1, 1));
        engine::GradientSink& sink = fused ? static_cast<engine::GradientSink&>(update) : written_out;
        engine.step(data, std::span(rows).subspan(p, 1), parameters.span(), sink);
    }
    return {parameters.span().begin(), parameters.span().end()};
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
                for (const bool announced : {false, true}) {
                    const auto actual = train(problem, rule, set, true, announced);
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
    const Dataset data = problem.dataset();
    const auto rows = test::all_rows(2);
    std::vector<double> losses;
    for (const bool announced : {false, true}) {
        parallel::Team team(1);
        engine::Engine engine(problem.options(1, set), team);
        AlignedBuffer<float> parameters = test::start(engine.layout(), 5);
        const Registry registry = builtin_optimizers();
        Optimizer optimizer(registry, "gd", {}, engine.layout(), set);
        Update update(optimizer, engine.layout(), parameters.span(), {});
        update.begin_step(0.05);
        if (announced) engine.announce(data, std::span(rows).subspan(1, 1));
        engine.step(data, std::span(rows).subspan(0, 1), parameters.span(), update);
        for (float& value : parameters.span()) value *= 2;
        engine.parameters_changed();
        update.begin_step(0.05);
        losses.push_back(engine.step(data, std::span(rows).subspan(1, 1), parameters.span(), update).loss);
    }
    CHECK(losses[0] == losses[1]);
}

}  // namespace descent::update
