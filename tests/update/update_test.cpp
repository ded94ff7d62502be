// Clipping, decay and sums: what happens to a gradient before the rule sees it.
#include "update/update.h"

#include <cmath>
#include <limits>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "support/catch.h"

using namespace descent;

namespace {

/// gd with rate 1 on one layer: w_new = w - g shows the gradient that the rule saw.
struct Seen {
    network::Layout layout;
    AlignedBuffer<float> parameters, gradient;

    Seen(std::size_t inputs, std::size_t units) {
        Network network;
        network.inputs = inputs;
        network.layers = {{.units = units}};
        layout = network::make_layout(network);
        parameters = AlignedBuffer<float>(layout.size);
        gradient = AlignedBuffer<float>(layout.size);
    }

    void step(const update::UpdateOptions& options, std::size_t threads = 1,
              InstructionSet set = InstructionSet::baseline) {
        update::Optimizer optimizer(builtin_optimizers(), "gd", {{"learning_rate", "1"}}, layout, set);
        update::Update update(optimizer, layout, parameters.span(), options);
        parallel::Team team(threads);
        update.begin_step(1);
        update.apply_whole(gradient.span(), team);
    }
};

}  // namespace

TEST_CASE("clipping by value limits each gradient") {
    Seen seen(1, 4);
    seen.gradient.data()[0] = 3;
    seen.gradient.data()[1] = -3;
    seen.gradient.data()[2] = 0.25F;
    seen.step({.clip_value = 0.5});
    CHECK(seen.parameters.data()[0] == -0.5F);
    CHECK(seen.parameters.data()[1] == 0.5F);
    CHECK(seen.parameters.data()[2] == -0.25F);
}

TEST_CASE("clipping by norm scales the whole gradient, and only when it is longer") {
    Seen seen(1, 4);
    seen.gradient.data()[0] = 3;
    seen.gradient.data()[16] = 4;  // the bias: the norm is that of all tensors, 5
    seen.step({.clip_norm = 2.5});
    CHECK(seen.parameters.data()[0] == -1.5F);
    CHECK(seen.parameters.data()[16] == -2.0F);
    Seen longer(1, 4);
    longer.gradient.data()[0] = 3;
    longer.step({.clip_norm = 100});
    CHECK(longer.parameters.data()[0] == -3.0F);
}

TEST_CASE("decay is added after clipping, to weights and not to biases") {
    Seen seen(1, 4);
    for (const std::size_t place : {0, 16}) {
        seen.parameters.data()[place] = 8;
        seen.gradient.data()[place] = 3;
    }
    seen.step({.weight_decay = 0.25, .clip_value = 1});
    CHECK(seen.parameters.data()[0] == 5.0F);   // 8 - (1 + 0.25 * 8)
    CHECK(seen.parameters.data()[16] == 7.0F);  // 8 - 1
}

TEST_CASE("a gradient that is not a number passes through every kind of clipping") {
    Seen seen(1, 4);
    seen.gradient.data()[0] = std::numeric_limits<float>::quiet_NaN();
    seen.step({.clip_norm = 1, .clip_value = 1});
    CHECK(std::isnan(seen.parameters.data()[0]));
}

TEST_CASE("the norm of a large gradient is that of naive long double, with the same bits for any team and set") {
    Seen first(301, 257);
    long double squares = 0;
    for (std::size_t i = 0; i < first.layout.size; ++i) {
        first.gradient.data()[i] = static_cast<float>(static_cast<int>(i * 37 % 101) - 50) / 64;
        squares += static_cast<long double>(first.gradient.data()[i]) * first.gradient.data()[i];
    }
    const float before = first.gradient.data()[3];
    first.step({.clip_norm = 1});
    // one rounding of the factor to float, one of the product
    CHECK(-first.parameters.data()[3] == Approx(before / std::sqrt(static_cast<double>(squares))).epsilon(2e-7));
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        for (const std::size_t threads : {1, 2, 7}) {
            Seen other(301, 257);
            for (std::size_t i = 0; i < other.layout.size; ++i) {
                other.gradient.data()[i] = static_cast<float>(static_cast<int>(i * 37 % 101) - 50) / 64;
            }
            other.step({.clip_norm = 1}, threads, set);
            CHECK(std::ranges::equal(first.parameters.span(), other.parameters.span()));
        }
    }
}

TEST_CASE("only norms and line searches need the whole gradient") {
    Seen seen(1, 4);
    const auto needs = [&](const std::string& name, const update::UpdateOptions& options) {
        update::Optimizer optimizer(builtin_optimizers(), name, {}, seen.layout, InstructionSet::baseline);
        return update::Update(optimizer, seen.layout, seen.parameters.span(), options).needs_whole_gradient();
    };
    CHECK(!needs("adam", {.weight_decay = 0.1, .clip_value = 1}));
    CHECK(needs("adam", {.clip_norm = 1}));
    CHECK(needs("lamb", {}));
    CHECK(needs("lbfgs", {}));
}
