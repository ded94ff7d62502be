// What the host computes for a plugin, in the middle of a call into it.
#include "update/host/inside.h"

#include <algorithm>

#include "objective/function_objective.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "update/optimizer.h"

using namespace descent;

namespace {

/// A step of the plugin: its weights, slots and gradient.
struct Step {
    explicit Step(const std::string& plugin, const std::string& rule)
        : layout(three_four()), optimizer(registry_of(plugin), rule, {}, layout, InstructionSet::baseline), team(1) {
        weights = AlignedBuffer<float>(layout.size);
        gradient = AlignedBuffer<float>(layout.size);
    }

    static network::Layout three_four() {
        Network network;
        network.inputs = 3;
        network.layers = {{.units = 4}};
        return network::make_layout(network);
    }
    static Registry registry_of(const std::string& plugin) {
        Registry registry;
        registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/" + plugin + ".so");
        return registry;
    }
    void fill_gradient(float value) {
        for (const std::size_t place : objective::places_of(layout)) gradient.data()[place] = value;
    }

    network::Layout layout;
    update::Optimizer optimizer;
    parallel::Team team;
    AlignedBuffer<float> weights, gradient;
};

}  // namespace

TEST_CASE("evaluate, dot and add_scaled know nothing of the floating-point mode of the rule that calls them") {
    Step step("closure_flushes_denormals", "mutant");
    const float denormal = 0x1p-130F;
    step.weights.data()[0] = 1;
    step.fill_gradient(denormal);
    const FloatingPointMode mode = FloatingPointMode::of_this_thread();
    bool same_mode = false;
    const auto evaluate = [&] {
        same_mode = FloatingPointMode::of_this_thread() == mode && update::whose_code_runs() == nullptr;
        return 1.0;
    };
    step.optimizer.begin_step(0.5);
    step.optimizer.minimise(step.weights.span(), step.gradient.span(), 1, evaluate, step.team);
    CHECK(same_mode);
    CHECK(step.weights.data()[0] == 1);                 // the product times 2^130
    CHECK(step.weights.data()[1] == 0);                 // the rule's own arithmetic is in its own mode
    CHECK(step.weights.data()[2] == -denormal * 0.5F);  // the scaled gradient
    CHECK(FloatingPointMode::of_this_thread() == mode);
}

TEST_CASE("products of matrices know nothing of the floating-point mode of the rule that asks for them") {
    Step step("cubic_flushes_denormals", "cubic");
    step.fill_gradient(0.25F);
    step.optimizer.begin_step(0.5);
    step.optimizer.apply_whole(step.weights.span(), step.gradient.span(), step.team);
    CHECK(step.optimizer.slot("mean")[0] == 0.125F);
    CHECK(step.optimizer.slot("cube")[0] == 0.125F);  // by way of denormal numbers
}
