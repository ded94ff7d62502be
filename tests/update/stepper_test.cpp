// Clipping, decay and sums: what happens to a gradient before the rule sees it.
#include "update/stepper.h"

#include <cmath>
#include <limits>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "update/given_gradient.h"

using namespace descent;

namespace {

network::Layout one_layer(std::size_t inputs, std::size_t units) {
    Network network;
    network.inputs = inputs;
    network.layers = {{.units = units}};
    return network::make_layout(network);
}

/// gd with rate 1 on one layer: w_new = w - g shows the gradient that the rule saw.
struct Seen {
    test::GivenGradient given;
    AlignedBuffer<float> parameters;
    AlignedBuffer<float>& gradient = given.values;
    const network::Layout& layout = given.of;

    Seen(std::size_t inputs, std::size_t units) : given(one_layer(inputs, units)), parameters(given.of.size) {}

    void step(const update::StepOptions& options, std::size_t threads = 1,
              InstructionSet set = InstructionSet::baseline) {
        parallel::Team team(threads);
        update::Stepper stepper(
            given, update::Optimizer(builtin_optimizers(), "gd", {{"learning_rate", "1"}}, layout, set), options, team);
        std::ranges::copy(parameters.span(), stepper.change_parameters().begin());
        stepper.step({}, 1);
        std::ranges::copy(stepper.parameters(), parameters.data());
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

TEST_CASE("l1 adds the sign of weights, not of biases, and leaves a weight of 0") {
    Seen seen(1, 4);
    seen.parameters.data()[0] = 8;
    seen.parameters.data()[1] = -8;
    seen.parameters.data()[16] = 8;  // the bias
    seen.gradient.data()[0] = 3;
    seen.step({.weight_decay = 0.25, .l1 = 0.5, .clip_value = 1});
    CHECK(seen.parameters.data()[0] == 4.5F);   // 8 - (1 + 0.25 * 8 + 0.5)
    CHECK(seen.parameters.data()[1] == -5.5F);  // -8 - (-0.25 * 8 - 0.5)
    CHECK(seen.parameters.data()[2] == 0);
    CHECK(seen.parameters.data()[16] == 8);
}

TEST_CASE("max norm scales the weights into each unit alone down to the limit, after the step") {
    Seen seen(2, 3);
    const float weights[2][3] = {{3, 0.3F, -5}, {4, 0.4F, 0}};
    for (std::size_t k = 0; k < 2; ++k) {
        for (std::size_t j = 0; j < 3; ++j) seen.parameters.data()[16 * k + j] = weights[k][j];
    }
    seen.gradient.data()[0] = -3;      // unit 0 becomes (6, 4)
    seen.parameters.data()[32] = 100;  // its bias
    seen.step({.max_norm = 2});
    const double norm = std::sqrt(6.0 * 6 + 4 * 4);
    CHECK(seen.parameters.data()[0] == Approx(6 * 2 / norm).epsilon(2e-7));  // the factor and the product are rounded
    CHECK(seen.parameters.data()[16] == Approx(4 * 2 / norm).epsilon(2e-7));
    CHECK(seen.parameters.data()[1] == 0.3F);
    CHECK(seen.parameters.data()[17] == 0.4F);
    CHECK(seen.parameters.data()[2] == -2);
    CHECK(seen.parameters.data()[32] == 100);
}

TEST_CASE("penalties and limits have the same bits for any team and set") {
    const update::StepOptions options{.weight_decay = 0.01, .l1 = 0.02, .max_norm = 0.75};
    const auto stepped = [&](std::size_t threads, InstructionSet set) {
        Seen seen(301, 257);
        for (std::size_t i = 0; i < seen.layout.size; ++i) {
            seen.parameters.data()[i] = static_cast<float>(static_cast<int>(i * 53 % 97) - 48) / 500;
        }
        seen.step(options, threads, set);
        return std::vector<float>(seen.parameters.span().begin(), seen.parameters.span().end());
    };
    const auto first = stepped(1, InstructionSet::baseline);
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        for (const std::size_t threads : {1, 2, 7}) CHECK(stepped(threads, set) == first);
    }
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
    // An updated parameter before the last stretch was handed out shows that stretches are updated as they come.
    struct EarlyUpdate final : test::GivenGradient {
        using GivenGradient::GivenGradient;
        bool updated_early = false;
        engine::BatchResult gradient(const objective::Batch& batch, std::span<const float> parameters,
                                     engine::GradientSink& sink) override {
            const bool first = consumed == 0;
            const auto result = GivenGradient::gradient(batch, parameters, sink);
            if (first) updated_early = parameters[0] != 0;
            return result;
        }
    };
    const auto needs = [&](const std::string& name, const update::StepOptions& options) {
        EarlyUpdate given(one_layer(1, 4));
        given.values.data()[0] = 1;
        parallel::Team team(1);
        update::Stepper stepper(given,
                                update::Optimizer(builtin_optimizers(), name, {}, given.of, InstructionSet::baseline),
                                options, team);
        stepper.step({}, 1);
        return !given.updated_early;
    };
    CHECK(!needs("adam", {.weight_decay = 0.1, .clip_value = 1}));
    CHECK(needs("adam", {.clip_norm = 1}));
    CHECK(needs("lamb", {}));
    CHECK(needs("lbfgs", {}));
}

TEST_CASE("a gradient that is not finite changes nothing where it shall be skipped") {
    for (const bool skips : {false, true}) {
        Seen seen(1, 4);
        seen.gradient.data()[0] = 1;
        seen.gradient.data()[16] = std::numeric_limits<float>::infinity();
        seen.step({.skip_non_finite = skips});
        CHECK((seen.parameters.data()[0] == 0) == skips);
        CHECK((seen.parameters.data()[16] == 0) == skips);
    }
}

TEST_CASE("where a rule with a closure meets a loss that is not finite, it gets no gradient that looks like one") {
    // finite at the start, infinite where the rule looks
    struct Cliff final : test::GivenGradient {
        using GivenGradient::GivenGradient;
        engine::BatchResult gradient(const objective::Batch& batch, std::span<const float> parameters,
                                     engine::GradientSink& sink) override {
            if (evaluations++ > 0) return {.loss = std::numeric_limits<double>::infinity(), .patterns = 1};
            return GivenGradient::gradient(batch, parameters, sink);
        }
        int evaluations = 0;
    };
    Registry registry = builtin_optimizers();
    registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/plugin_sam.so");
    Cliff cliff(one_layer(1, 4));
    cliff.values.data()[0] = 1;
    parallel::Team team(1);
    update::Stepper stepper(cliff, update::Optimizer(registry, "sam_closure", {}, cliff.of, InstructionSet::baseline),
                            {}, team);
    CHECK(stepper.step({}, 0.1).finite());
    CHECK(std::isnan(stepper.parameters()[0]));  // so that every policy of divergence sees it
    CHECK(stepper.parameters()[4] == 0);         // padding
}

TEST_CASE("what a plugin writes to padding does not reach the norm that clips") {
    Registry registry = builtin_optimizers();
    registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/plugin_writes_to_padding.so");
    test::GivenGradient given(one_layer(1, 4));
    given.values.data()[0] = 3;
    parallel::Team team(1);
    update::Stepper stepper(given, update::Optimizer(registry, "broken", {}, given.of, InstructionSet::baseline),
                            {.weight_decay = 1e-9, .clip_norm = 1.5}, team);
    for (int t = 1; t <= 2; ++t) {
        stepper.step({}, 1);
        CHECK(stepper.parameters()[0] == Approx(-1.5 * t));
        CHECK(stepper.parameters()[4] == 0);
    }
}

TEST_CASE(
    "the weights that are measured start as those that are trained, and are no more than these where no rule has "
    "others") {
    Registry registry = builtin_optimizers();
    registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/averages_leaves_nan_in_padding.so");
    for (const std::string name : {"averages", "gd"}) {
        test::GivenGradient given(one_layer(1, 4));
        given.values.data()[0] = 1;
        parallel::Team team(1);
        update::Stepper stepper(given, update::Optimizer(registry, name, {}, given.of, InstructionSet::baseline), {},
                                team);
        std::ranges::fill(stepper.change_parameters().first(4), 2.0F);
        stepper.optimizer().start_at(stepper.parameters());
        CHECK(stepper.evaluation_weights()[0] == 2);
        stepper.step({}, 1);
        const float measured = name == "gd" ? 1.0F : 0.9F * 2 + 0.1F;
        CHECK(stepper.evaluation_weights()[0] == Approx(measured));
        CHECK(stepper.evaluation_weights()[4] == 0);  // padding, where the plugin leaves NaN
        stepper.finish();
        CHECK(stepper.parameters()[0] == Approx(measured));
    }
}

TEST_CASE("built-in rules leave padding zero") {
    const Registry registry = builtin_optimizers();
    for (const OptimizerInfo& info : registry.list()) {
        test::GivenGradient given(one_layer(3, 5));
        for (std::size_t row = 0; row < 3; ++row) given.values.data()[16 * row] = 0.5F;
        parallel::Team team(1);
        update::Stepper stepper(given, update::Optimizer(registry, info.name, {}, given.of, InstructionSet::baseline),
                                {.weight_decay = 0.01}, team);
        for (int t = 0; t < 3; ++t) stepper.step({}, stepper.optimizer().learning_rate());
        INFO(info.name);
        for (const network::Tensor& tensor : given.of.tensors) {
            for (std::size_t i = 0; i < tensor.size(); ++i) {
                if (i % tensor.stride >= tensor.columns) CHECK(stepper.parameters()[tensor.offset + i] == 0);
            }
        }
    }
}
