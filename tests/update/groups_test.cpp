#include "update/groups.h"

#include <descent/error.h>

#include "parallel/team.h"
#include "support/catch.h"
#include "update/given_gradient.h"
#include "update/stepper.h"

using namespace descent;

namespace {

network::Layout two_layers() {
    Network network;
    network.inputs = 5;
    network.layers = {{.units = 4}, {.units = 3}};
    return network::make_layout(network);
}

/// Weights after one step of gd with rate 0.5 on gradients of 1, from weights of 1: the first of each tensor.
std::vector<float> after_one_step(const std::vector<std::string>& groups, double decay = 0) {
    const network::Layout layout = two_layers();
    update::Optimizer optimizer(builtin_optimizers(), "gd", {{"learning_rate", "0.5"}}, layout,
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
