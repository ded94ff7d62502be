#include "update/groups.h"

#include <descent/error.h>

#include "parallel/team.h"
#include "support/catch.h"
#include "update/given_gradient.h"
#include "update/stepper.h"

using namespace descent;

namespace {

Registry registry_with_closures() {
    Registry registry = builtin_optimizers();
    for (const std::string name : {"sam", "closure_1"}) {
        registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/plugin_" + name + ".so");
    }
    return registry;
}

network::Layout two_layers() {
    Network network;
    network.inputs = 5;
    network.layers = {{.units = 4}, {.units = 3}};
    return network::make_layout(network);
}

/// Weights after one step of a rule with rate 0.5 on gradients of 1, from weights of 1: the first of each tensor.
std::vector<float> after_one_step(const std::vector<std::string>& groups, double decay = 0,
                                  const std::string& name = "gd") {
    const network::Layout layout = two_layers();
    update::Optimizer optimizer(registry_with_closures(), name, {{"learning_rate", "0.5"}}, layout,
                                InstructionSet::baseline);
    optimizer.set_factors(update::group_factors(layout, groups));
    test::GivenGradient gradient(layout);
    std::ranges::fill(gradient.values.span(), 1.0F);
    parallel::Team team(1);
    update::Stepper stepper(gradient, std::move(optimizer), {.weight_decay = decay}, team);
    std::ranges::fill(stepper.change_parameters(), 1.0F);
    stepper.step({}, stepper.optimizer().learning_rate());
    std::vector<float> result;
    for (const network::Tensor& tensor : layout.tensors) result.push_back(stepper.parameters()[tensor.offset]);
    return result;
}

}  // namespace

TEST_CASE("without groups all tensors learn alike, and biases do not decay") {
    CHECK(after_one_step({}) == std::vector<float>{0.5F, 0.5F, 0.5F, 0.5F});
    CHECK(after_one_step({}, 0.5) == std::vector<float>{0.25F, 0.5F, 0.25F, 0.5F});
}

TEST_CASE("a group changes the rate, the decay or both, and the last one wins") {
    CHECK(after_one_step({"layers.0.*: rate=0.5"}) == std::vector<float>{0.75F, 0.75F, 0.5F, 0.5F});
    CHECK(after_one_step({"*.bias: decay=1"}, 0.5) == std::vector<float>{0.25F, 0.25F, 0.25F, 0.25F});
    CHECK(after_one_step({"*: rate=0.5 decay=0", "layers.?.weight: rate=2"}, 0.5) ==
          std::vector<float>{0.0F, 0.75F, 0.0F, 0.75F});
}

TEST_CASE("frozen layers stay as they are") {
    CHECK(after_one_step({"layers.0.*:frozen"}) == std::vector<float>{1.0F, 1.0F, 0.5F, 0.5F});
    CHECK(after_one_step({"*.weight: frozen"}) == std::vector<float>{1.0F, 0.5F, 1.0F, 0.5F});
}

TEST_CASE("groups reach a rule with a closure, tensor by tensor") {
    CHECK(after_one_step({"layers.1.*: rate=0.5"}, 0, "sam_closure") == std::vector<float>{0.5F, 0.5F, 0.75F, 0.75F});
    CHECK(after_one_step({"layers.0.*: rate=0.5"}, 0, "sam_closure") == std::vector<float>{0.75F, 0.75F, 0.5F, 0.5F});
    CHECK(after_one_step({"*.weight: frozen"}, 0, "sam_closure") == std::vector<float>{1.0F, 0.5F, 1.0F, 0.5F});
}

TEST_CASE("a rule of the closure's first draft works, and frozen tensors stay whatever it does") {
    CHECK(after_one_step({}, 0, "closure_1") == std::vector<float>{0.25F, 0.25F, 0.25F, 0.25F});
    CHECK(after_one_step({"layers.0.*: frozen"}, 0, "closure_1") == std::vector<float>{1.0F, 1.0F, 0.25F, 0.25F});
}

TEST_CASE("what a rule cannot honour is refused") {
    const auto message = [](const std::string& group, const std::string& name) -> std::string {
        try {
            after_one_step({group}, 0, name);
        } catch (const UsageError& error) {
            return error.what();
        }
        return "";
    };
    for (const std::string name : {"closure_1", "lbfgs"}) {
        CHECK(message("layers.1.*: rate=0.1", name) ==
              "group: optimizer '" + name +
                  "' updates all tensors with one rate, so layers.1.weight cannot have rate=0.1 (it can be frozen)");
        CHECK(message("layers.1.*: rate=1", name) == "");
        CHECK(message("layers.1.*: frozen", name) == "");
    }
    CHECK(message("*.bias: decay=1", "lbfgs") == "");  // the host's decay is in loss and gradient
    CHECK(message("*.bias: decay=1", "closure_1") ==
          "group: optimizer 'closure_1' updates all tensors with one decay, so layers.0.bias cannot have decay=1");
}

TEST_CASE("wrong groups are refused with one clear line") {
    const auto message = [](const std::string& text) -> std::string {
        try {
            update::group_factors(two_layers(), {text});
        } catch (const UsageError& error) {
            return error.what();
        }
        return "accepted";
    };
    CHECK(message("layers.0") == "group: found 'layers.0', expected PATTERN: rate=FACTOR decay=FACTOR frozen");
    CHECK(message(": frozen") == "group: found ': frozen', which has no pattern before the colon");
    CHECK(message("*:") == "group: found '*:', which says nothing after the colon");
    CHECK(message("*: rate=fast") == "group: rate is 'fast', expected a factor from 0 to 1000000");
    CHECK(message("*: rate=-1") == "group: rate is '-1', expected a factor from 0 to 1000000");
    CHECK(message("*: decay=nan") == "group: decay is 'nan', expected a factor from 0 to 1000000");
    CHECK(message("*: speed=2") == "group: found 'speed=2', expected rate=FACTOR, decay=FACTOR or frozen");
    CHECK(message("*: frozen") == "group: all layers are frozen");
    CHECK(message("layer.*: rate=2") ==
          "group: pattern 'layer.*' matches none of: layers.0.weight, layers.0.bias, layers.1.weight, layers.1.bias");
}
