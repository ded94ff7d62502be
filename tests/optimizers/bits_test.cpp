// Bits that must not depend on how the work is cut, on threads, on the instruction set, or on a break.
#include <cmath>
#include <cstring>
#include <limits>

#include <descent/plugin/draft/matrix.h>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "rules.h"
#include "support/allocation_count.h"
#include "support/catch.h"
#include "update/given_gradient.h"
#include "update/stepper.h"

using namespace descent;
using namespace descent::test;

namespace {

/// 37 inputs, 50 and 3 units: rows of 64 and 16 floats, and a tensor that several stretches make up.
network::Layout layout_of_the_test() {
    Network network;
    network.inputs = 37;
    network.layers = {{.units = 50}, {.units = 3}};
    return network::make_layout(network);
}

/// 0.3 w plus something that changes from step to step.
struct MadeUp final : GivenGradient {
    using GivenGradient::GivenGradient;
    bool breaks = false;  ///< one gradient is not a number

    engine::BatchResult gradient(const objective::Batch& batch, std::span<const float> parameters,
                                 engine::GradientSink& sink) override {
        for (const network::Tensor& tensor : of.tensors) {
            for (std::size_t row = 0; row < tensor.rows; ++row) {
                for (std::size_t column = 0; column < tensor.columns; ++column) {
                    const std::size_t place = tensor.offset + row * tensor.stride + column;
                    const auto noise = static_cast<float>((place * 13 + batch.index * 29) % 31) / 31 - 0.5F;
                    values.data()[place] = 0.3F * parameters[place] + 0.1F * noise;
                }
            }
        }
        if (breaks) values.data()[3] = std::numeric_limits<float>::quiet_NaN();
        return GivenGradient::gradient(batch, parameters, sink);
    }
};

/// An arena that is trained on made-up gradients.
struct Training {
    network::Layout layout = layout_of_the_test();
    MadeUp gradient{layout};
    parallel::Team team;
    update::Stepper stepper;
    update::Optimizer& optimizer = stepper.optimizer();

    Training(const std::string& name, const Settings& settings, InstructionSet set,
             const update::StepOptions& options = {}, std::size_t threads = 1)
        : team(threads),
          stepper(gradient, update::Optimizer(builtin_optimizers(), name, settings, layout, set), options, team) {
        for (const network::Tensor& tensor : layout.tensors) {
            for (std::size_t row = 0; row < tensor.rows; ++row) {
                for (std::size_t column = 0; column < tensor.columns; ++column) {
                    const std::size_t place = tensor.offset + row * tensor.stride + column;
                    stepper.change_parameters()[place] = static_cast<float>(place * 7 % 23) / 23 - 0.5F;
                }
            }
        }
    }

    std::span<const float> parameters() const { return stepper.parameters(); }

    void step() { stepper.step({.index = optimizer.steps()}, optimizer.learning_rate()); }

    /// Stretches of `rows` rows, the last ones first.
    void step_in_stretches(std::size_t rows) {
        gradient.rows = rows;
        step();
    }
};

bool same_bits(std::span<const float> a, std::span<const float> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

/// Calls f(name, settings) for every row and setting of the table.
template <class F>
void for_every_rule(F f) {
    for (const RuleRow& row : rule_table()) {
        for (const Settings& settings : row.settings) {
            std::string title = row.name;
            for (const auto& [name, value] : settings) title += " " + name + "=" + value;
            INFO(title);
            f(row.name, settings);
        }
    }
}

constexpr int steps = 30;

}  // namespace

TEST_CASE("every rule gives the same bits on every instruction set") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        std::vector<InstructionSet> sets = kernels::supported_instruction_sets();
        const auto extension = builtin_optimizers().rule(name).extension;
        const bool multiplies = extension(DESCENT_MATRIX) != nullptr;  // the narrowest has no fused multiply-add
        if (multiplies && sets.size() > 1) sets.erase(sets.begin());
        Training first(name, settings, sets.front());
        for (int i = 0; i < steps; ++i) first.step();
        for (const InstructionSet set : sets) {
            Training other(name, settings, set);
            for (int i = 0; i < steps; ++i) other.step();
            CHECK(same_bits(first.parameters(), other.parameters()));
        }
    });
}

TEST_CASE("every rule gives the same bits for any number of threads, clipped or not") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        const update::StepOptions options{.weight_decay = 0.01, .clip_norm = 0.5, .clip_value = 0.1};
        Training first(name, settings, kernels::supported_instruction_sets().back(), options, 1);
        Training other(name, settings, kernels::supported_instruction_sets().back(), options, 7);
        for (int i = 0; i < steps; ++i) {
            first.step();
            other.step();
        }
        CHECK(same_bits(first.parameters(), other.parameters()));
    });
}

TEST_CASE("every rule gives the same bits for any cut into rows, fused or not") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        const update::StepOptions fused{.weight_decay = 0.01, .clip_value = 0.1};
        const update::StepOptions not_fused{.weight_decay = 0.01, .clip_value = 0.1, .skip_non_finite = true};
        Training whole(name, settings, kernels::supported_instruction_sets().back(), not_fused);
        if (!whole.optimizer.works_on_stretches()) return;
        for (int i = 0; i < steps; ++i) whole.step();
        for (const std::size_t rows : {1, 5, 37}) {
            Training cut(name, settings, kernels::supported_instruction_sets().back(), fused);
            for (int i = 0; i < steps; ++i) cut.step_in_stretches(rows);
            CHECK(same_bits(whole.parameters(), cut.parameters()));
        }
    });
}

TEST_CASE("state that is copied after step 20 goes on with the same bits") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        Training first(name, settings, InstructionSet::baseline);
        for (int i = 0; i < 20; ++i) first.step();
        Training second(name, settings, InstructionSet::baseline);
        std::ranges::copy(first.parameters(), second.stepper.change_parameters().begin());
        for (const std::string& slot : first.optimizer.slot_names()) {
            std::ranges::copy(first.optimizer.slot(slot), second.optimizer.slot(slot).begin());
        }
        for (const std::string& global : first.optimizer.global_names()) {
            second.optimizer.set_global(global, first.optimizer.global(global));
        }
        second.optimizer.set_steps(first.optimizer.steps());
        for (int i = 0; i < 20; ++i) {
            first.step();
            second.step();
        }
        CHECK(same_bits(first.parameters(), second.parameters()));
    });
}

TEST_CASE("a gradient that is not a number stays visible, and stays where it is") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        Training training(name, settings, kernels::supported_instruction_sets().back(), {.clip_value = 1});
        if (!training.optimizer.works_on_stretches()) return;  // one norm reaches the whole tensor
        training.gradient.breaks = true;
        training.step();
        CHECK(std::isnan(training.parameters()[3]));
        CHECK(std::isfinite(training.parameters()[2]));
        CHECK(std::isfinite(training.parameters()[4]));
    });
}

TEST_CASE("a step allocates nothing after the first") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        Training training(name, settings, InstructionSet::baseline, {.clip_norm = 1});
        training.step();
        const std::size_t before = allocation_count();
        training.step();
        CHECK(allocation_count() == before);
    });
}

TEST_CASE("padding stays zero") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        Training training(name, settings, InstructionSet::baseline);
        for (int i = 0; i < steps; ++i) training.step();
        float padding = 0;
        for (const network::Tensor& tensor : training.layout.tensors) {
            for (std::size_t row = 0; row < tensor.rows; ++row) {
                for (std::size_t column = tensor.columns; column < tensor.stride; ++column) {
                    padding += std::abs(training.parameters()[tensor.offset + row * tensor.stride + column]);
                }
            }
        }
        CHECK(padding == 0);
    });
}
