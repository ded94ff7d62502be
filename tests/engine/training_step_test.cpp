// One whole training step, tensor by tensor, against what PyTorch wrote to a file.
#include "engine/whole_gradient.h"
#include "support/training_steps.h"

#include "engine/problem.h"
#include "support/catch.h"

namespace descent::engine {
namespace {

test::Problem problem_of(const test::TrainingStep& step) {
    test::Problem problem{.network = step.network, .loss = step.loss, .patterns = step.batch.patterns};
    problem.inputs.assign(step.batch.inputs.begin(), step.batch.inputs.end());
    problem.values.assign(step.batch.targets.begin(), step.batch.targets.end());
    problem.labels = step.labels;
    problem.class_weights.assign(step.class_weights.begin(), step.class_weights.end());
    return problem;
}

AlignedBuffer<float> packed(const network::Layout& layout, const network::Parameters<double>& parameters) {
    AlignedBuffer<float> arena(layout.size);
    for (const network::Tensor& tensor : layout.tensors) {
        const auto& values =
            (tensor.kind == network::TensorKind::weight ? parameters.weights : parameters.biases)[tensor.layer];
        for (std::size_t k = 0; k < tensor.rows; ++k) {
            for (std::size_t j = 0; j < tensor.columns; ++j) {
                arena.span()[tensor.offset + k * tensor.stride + j] =
                    static_cast<float>(values[k * tensor.columns + j]);
            }
        }
    }
    return arena;
}

/// A plain gradient step, as the file's.
class Descend final : public GradientSink {
public:
    Descend(std::span<float> parameters, double rate) : parameters_(parameters), rate_(static_cast<float>(rate)) {}
    void consume(std::size_t offset, std::span<float> gradient) override {
        for (std::size_t i = 0; i < gradient.size(); ++i) parameters_[offset + i] -= rate_ * gradient[i];
    }

private:
    std::span<float> parameters_;
    float rate_;
};

/// Sums of at most some dozen terms in float32 against float64: some units in the 24th bit of the largest number, since
/// terms may cancel.
void close(const std::vector<std::vector<double>>& actual, const std::vector<std::vector<double>>& expected) {
    REQUIRE(actual.size() == expected.size());
    for (std::size_t t = 0; t < actual.size(); ++t) {
        REQUIRE(actual[t].size() == expected[t].size());
        double largest = 1;
        for (const double value : expected[t]) largest = std::max(largest, std::abs(value));
        for (std::size_t i = 0; i < actual[t].size(); ++i) {
            REQUIRE(actual[t][i] == Approx(expected[t][i]).epsilon(2e-6).margin(1e-6 * largest));
        }
    }
}

}  // namespace

TEST_CASE("A whole training step equals PyTorch's, tensor by tensor") {
    for (const test::TrainingStep& step : test::read_training_steps()) {
        const test::Problem problem = problem_of(step);
        const Dataset data = problem.dataset();
        const auto rows = test::all_rows(problem.patterns);
        for (const InstructionSet set : kernels::supported_instruction_sets()) {
            INFO(step.name << " " << to_string(set));
            parallel::Team team(1);
            Engine engine(problem.options(problem.patterns, set), team);
            AlignedBuffer<float> parameters = packed(engine.layout(), step.parameters);
            AlignedBuffer<float> gradient(engine.layout().size);
            WholeGradient whole(gradient.span());
            const BatchResult result = engine.step({data, rows}, parameters.span(), whole);
            CHECK(result.loss / static_cast<double>(problem.patterns) == Approx(step.expected.loss).epsilon(2e-6));
            const auto gradients = test::unpacked(engine.layout(), gradient.span());
            close(gradients.weights, step.expected.gradients.weights);
            close(gradients.biases, step.expected.gradients.biases);

            std::vector<float> outputs(problem.patterns * problem.network.outputs());
            engine.evaluate(data, rows, parameters.span(), outputs);
            close({{outputs.begin(), outputs.end()}}, {step.expected.activations.back()});

            Descend descend(parameters.span(), step.learning_rate);
            engine.step({data, rows}, parameters.span(), descend);
            const auto updated = test::unpacked(engine.layout(), parameters.span());
            close(updated.weights, step.updated.weights);
            close(updated.biases, step.updated.biases);
        }
    }
}

}  // namespace descent::engine
