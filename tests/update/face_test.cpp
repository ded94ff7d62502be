// The C++ face: one file is a built-in, a plugin built by descent_add_optimizer, and a plugin built by hand.
#include <fstream>
#include <sstream>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "update/conformance/check.h"
#include "update/given_gradient.h"
#include "update/padding.h"
#include "update/stepper.h"

using namespace descent;
using namespace descent::update;

namespace {

std::string path_of(const std::string& name) { return std::string(DESCENT_TEST_PLUGIN_FOLDER) + "/" + name + ".so"; }

Registry registry_of(const std::string& plugin) {
    Registry registry;
    registry.load_plugin(path_of(plugin));
    return registry;
}

std::vector<float> after_some_steps(const Registry& registry, const std::string& name, InstructionSet set) {
    Network network;
    network.inputs = 9;
    network.layers = {{.units = 33}};
    const network::Layout layout = network::make_layout(network);
    test::GivenGradient gradient(layout);
    parallel::Team team(1);
    Stepper stepper(gradient, Optimizer(registry, name, {{"momentum", "0.8"}}, layout, set), {}, team);
    for (int t = 0; t < 10; ++t) {
        for (std::size_t i = 0; i < layout.size; ++i) {
            gradient.values.data()[i] = static_cast<float>((i * 7 + static_cast<std::size_t>(t) * 3) % 11) / 11 - 0.4F;
        }
        for (const network::Tensor& tensor : layout.tensors) {
            clear_padding(tensor, gradient.values.span().subspan(tensor.offset, tensor.size()));
        }
        stepper.step({}, stepper.optimizer().learning_rate());
    }
    return {stepper.parameters().begin(), stepper.parameters().end()};
}

}  // namespace

TEST_CASE("the same file gives the same bits built in, as a plugin, and as a plugin built by hand") {
    const Registry built_in = builtin_optimizers();
    const Registry plugin = registry_of("momentum_as_plugin"), by_hand = registry_of("momentum_in_one_file");
    CHECK(plugin.info("momentum").file == path_of("momentum_as_plugin"));
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        const std::vector<float> expected = after_some_steps(built_in, "momentum", set);
        CHECK(after_some_steps(plugin, "momentum", set) == expected);
        CHECK(after_some_steps(by_hand, "momentum", set) == expected);
    }
}

TEST_CASE("the examples pass every check, and follow the trajectory beside them") {
    for (const std::string name : {"belief", "sign_mean", "smooth_lars"}) {
        const Registry registry = registry_of(name);
        conformance::Subject subject{.registry = registry,
                                     .name = name,
                                     .settings = {},
                                     .instruction_sets = kernels::supported_instruction_sets()};
        if (name == "belief") {
            std::ifstream file(std::string(DESCENT_SOURCE_DIR) + "/examples/optimizer-plugin/trajectory.json");
            std::stringstream text;
            text << file.rdbuf();
            subject.trajectory = text.str();
        }
        for (const conformance::Check* check : conformance::checks()) {
            if (std::string(check->name) == "speed") continue;
            const conformance::Outcome outcome = conformance::run(*check, subject);
            INFO(name << ", " << check->name << ": " << outcome.detail);
            CHECK(outcome.result != conformance::Result::failed);
            if (std::string(check->name) == "agrees_with_trajectory" && name == "belief") {
                CHECK(outcome.detail == "in float and in double");
            }
        }
    }
}
