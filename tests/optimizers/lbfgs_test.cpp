// L-BFGS with its line search: against PyTorch in double, and in float on a real objective.
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

#include <descent/plugin/draft/closure_2.h>

#include "base/json.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "trajectories.h"
#include "update/given_gradient.h"
#include "update/host/instance.h"
#include "update/rule_check.h"
#include "update/settings.h"
#include "update/stepper.h"

using namespace descent;
using namespace descent::test;

namespace {

/// Rosenbrock's function along a chain: sum_i 100 (x_(i+1) - x_i^2)^2 + (1 - x_i)^2.
template <class Real>
double chain(const std::vector<Real*>& x, const std::vector<Real*>& gradient) {
    double loss = 0;
    for (Real* g : gradient) *g = 0;
    for (std::size_t i = 0; i + 1 < x.size(); ++i) {
        const double here = *x[i], valley = *x[i + 1] - here * here;
        loss += 100 * valley * valley + (1 - here) * (1 - here);
        *gradient[i] += static_cast<Real>(-400 * here * valley - 2 * (1 - here));
        *gradient[i + 1] += static_cast<Real>(200 * valley);
    }
    return loss;
}

/// A chain of 8 numbers in double, and the host's functions on it.
struct DoubleChain {
    std::vector<double> x, gradient;

    double evaluate() {
        std::vector<double*> at, to;
        for (std::size_t i = 0; i < x.size(); ++i) at.push_back(&x[i]), to.push_back(&gradient[i]);
        return chain(at, to);
    }
    static descent_status evaluate(void* context, double* loss) {
        *loss = static_cast<DoubleChain*>(context)->evaluate();
        return DESCENT_OK;
    }
    static double dot(void* context, const double* a, const double* b) {
        double sum = 0;
        for (std::size_t i = 0; i < static_cast<DoubleChain*>(context)->x.size(); ++i) sum += a[i] * b[i];
        return sum;
    }
    static void add_scaled(void* context, double* to, double factor, const double* from) {
        for (std::size_t i = 0; i < static_cast<DoubleChain*>(context)->x.size(); ++i) to[i] += factor * from[i];
    }
};

Json reference() {
    const std::string path = std::string(DESCENT_SOURCE_DIR) + "/tests/reference/optimizers.json";
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return parse_json(text.str(), path);
}

/// The chain in the arena of the small network.
struct ArenaChain final : GivenGradient {
    ArenaChain() : GivenGradient(small_layout()) {}
    int evaluations = 0;

    engine::BatchResult gradient(const objective::Batch& batch, std::span<const float> parameters,
                                 engine::GradientSink& sink) override {
        ++evaluations;
        std::vector<float*> x, to;
        for (const std::size_t place : small_places()) {
            x.push_back(const_cast<float*>(&parameters[place]));
            to.push_back(&values.data()[place]);
        }
        const double loss = chain(x, to);
        GivenGradient::gradient(batch, parameters, sink);
        return {.loss = loss, .patterns = 1};
    }
};

}  // namespace

TEST_CASE("L-BFGS walks as PyTorch's does, in double") {
    const Registry registry = builtin_optimizers();
    const Json document = reference();
    for (const Json& run : document.at("lbfgs_on_rosenbrock_chain")) {
        const OptimizerInfo info = registry.info("lbfgs");
        const std::string memory = std::to_string(run.at("memory").get<int>());
        const update::Instance instance(registry.rule("lbfgs"), update::parse_settings(info, {{"memory", memory}}),
                                        "lbfgs");
        const auto* closure =
            update::find_extension<descent_double_closure_2>(registry.rule("lbfgs"), DESCENT_DOUBLE_CLOSURE_2, "lbfgs");
        REQUIRE(closure != nullptr);
        DoubleChain problem;
        problem.x = document.at("problem").at("start").get<std::vector<double>>();
        problem.gradient.resize(problem.x.size());
        std::vector<std::vector<double>> memories(info.slots.size(), std::vector<double>(problem.x.size()));
        std::vector<double*> slots;
        for (auto& slot : memories) slots.push_back(slot.data());
        std::array<double, 3> globals{};
        const descent_double_arena arena{
            sizeof(descent_double_arena), DESCENT_ABI_VERSION, problem.x.size(), problem.x.data(),
            problem.gradient.data(),      slots.data()};
        const descent_arena_tensors tensors{sizeof(descent_arena_tensors), DESCENT_ABI_VERSION, 0, nullptr};
        const descent_double_objective objective{
            sizeof(descent_double_objective), DESCENT_ABI_VERSION, &problem, DoubleChain::evaluate, DoubleChain::dot,
            DoubleChain::add_scaled};
        for (std::uint64_t t = 1; t <= 30; ++t) {
            const descent_step step{sizeof(descent_step), DESCENT_ABI_VERSION, t, 1, 1, 1};
            std::array<char, 256> text{};
            descent_message message{sizeof(descent_message), DESCENT_ABI_VERSION, text.size(), text.data()};
            REQUIRE(closure->minimise(instance.get(), &arena, &tensors, &step, problem.evaluate(), globals.data(),
                                      &objective, &message) == DESCENT_OK);
            const auto expected = run.at("steps").at(std::to_string(t)).at("weights").get<std::vector<double>>();
            INFO("memory " << memory << ", step " << t);
            // a line search feeds rounding back into lengths: differences grow from step to step
            const double tolerance = t <= 25 ? 1e-12 : 1e-10;
            for (std::size_t i = 0; i < expected.size(); ++i) {
                CHECK(std::abs(problem.x[i] - expected[i]) <= tolerance * std::max(0.1, std::abs(expected[i])));
            }
        }
    }
}

TEST_CASE("L-BFGS reaches the end of Rosenbrock's valley in float, with the same bits for any team and set") {
    const Registry registry = builtin_optimizers();
    const network::Layout layout = small_layout();
    std::vector<float> first;
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        for (const std::size_t threads : {1, 3}) {
            parallel::Team team(threads);
            ArenaChain objective;
            update::Stepper stepper(objective, update::Optimizer(registry, "lbfgs", {}, layout, set), {}, team);
            REQUIRE(stepper.optimizer().needs_closure());
            for (const std::size_t place : small_places()) stepper.change_parameters()[place] = -0.5F;
            double loss = 0;
            for (int t = 0; t < 80; ++t) loss = stepper.step({}, stepper.optimizer().learning_rate()).loss;
            CHECK(loss < 1e-6);
            CHECK(objective.evaluations < 300);
            const std::vector<float> weights(stepper.parameters().begin(), stepper.parameters().end());
            if (first.empty()) first = weights;
            CHECK(weights == first);
        }
    }
}

TEST_CASE("an objective that throws ends the step with its own error") {
    struct Broken final : GivenGradient {
        using GivenGradient::GivenGradient;
        bool fails = false;
        engine::BatchResult gradient(const objective::Batch& batch, std::span<const float> parameters,
                                     engine::GradientSink& sink) override {
            if (fails) throw std::runtime_error("no more data");
            fails = true;  // the first call is that of the step itself
            values.data()[0] = 1;
            GivenGradient::gradient(batch, parameters, sink);
            return {.loss = 1, .patterns = 1};
        }
    } objective(small_layout());
    parallel::Team team(1);
    update::Stepper stepper(
        objective, update::Optimizer(builtin_optimizers(), "lbfgs", {}, small_layout(), InstructionSet::baseline), {},
        team);
    CHECK_THROWS_WITH(stepper.step({}, 1), "no more data");
}
