// Bits that must not depend on how the work is cut, on threads, on the instruction set, or on a break.
#include <cmath>
#include <cstring>
#include <limits>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "rules.h"
#include "support/allocation_count.h"
#include "support/catch.h"
#include "update/update.h"

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

/// An arena that is trained on made-up gradients.
struct Training {
    network::Layout layout = layout_of_the_test();
    update::Optimizer optimizer;
    AlignedBuffer<float> parameters{layout.size}, gradient{layout.size};

    Training(const std::string& name, const Settings& settings, InstructionSet set)
        : optimizer(builtin_optimizers(), name, settings, layout, set) {
        for (const network::Tensor& tensor : layout.tensors) {
            for (std::size_t row = 0; row < tensor.rows; ++row) {
                for (std::size_t column = 0; column < tensor.columns; ++column) {
                    const std::size_t place = tensor.offset + row * tensor.stride + column;
                    parameters.data()[place] = static_cast<float>(place * 7 % 23) / 23 - 0.5F;
                }
            }
        }
    }

    /// 0.3 w plus something that changes from step to step; padding 0, as the engine's.
    void compute_gradient() {
        const std::uint64_t step = optimizer.steps();
        for (const network::Tensor& tensor : layout.tensors) {
            for (std::size_t row = 0; row < tensor.rows; ++row) {
                for (std::size_t column = 0; column < tensor.columns; ++column) {
                    const std::size_t place = tensor.offset + row * tensor.stride + column;
                    const auto noise = static_cast<float>((place * 13 + step * 29) % 31) / 31 - 0.5F;
                    gradient.data()[place] = 0.3F * parameters.data()[place] + 0.1F * noise;
                }
            }
        }
    }

    void step_whole(parallel::Team& team, const update::UpdateOptions& options = {}) {
        update::Update update(optimizer, layout, parameters.span(), options);
        compute_gradient();
        update.begin_step(optimizer.learning_rate());
        update.apply_whole(gradient.span(), team);
    }

    /// Stretches of `rows` rows, the last ones first.
    void step_in_stretches(std::size_t rows, const update::UpdateOptions& options = {}) {
        update::Update update(optimizer, layout, parameters.span(), options);
        compute_gradient();
        update.begin_step(optimizer.learning_rate());
        for (auto tensor = layout.tensors.rbegin(); tensor != layout.tensors.rend(); ++tensor) {
            for (std::size_t row = 0; row < tensor->rows; row += rows) {
                const std::size_t offset = tensor->offset + row * tensor->stride;
                const std::size_t count = std::min(rows, tensor->rows - row) * tensor->stride;
                update.consume(offset, gradient.span().subspan(offset, count));
            }
        }
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
        parallel::Team team(1);
        Training first(name, settings, InstructionSet::baseline);
        for (int i = 0; i < steps; ++i) first.step_whole(team);
        for (const InstructionSet set : kernels::supported_instruction_sets()) {
            Training other(name, settings, set);
            for (int i = 0; i < steps; ++i) other.step_whole(team);
            CHECK(same_bits(first.parameters.span(), other.parameters.span()));
        }
    });
}

TEST_CASE("every rule gives the same bits for any number of threads, clipped or not") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        const update::UpdateOptions options{.weight_decay = 0.01, .clip_norm = 0.5, .clip_value = 0.1};
        parallel::Team one(1), seven(7);
        Training first(name, settings, kernels::supported_instruction_sets().back());
        Training other(name, settings, kernels::supported_instruction_sets().back());
        for (int i = 0; i < steps; ++i) {
            first.step_whole(one, options);
            other.step_whole(seven, options);
        }
        CHECK(same_bits(first.parameters.span(), other.parameters.span()));
    });
}

TEST_CASE("every rule gives the same bits for any cut into rows, fused or not") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        parallel::Team team(1);
        const update::UpdateOptions options{.weight_decay = 0.01, .clip_value = 0.1};
        Training whole(name, settings, kernels::supported_instruction_sets().back());
        if (whole.optimizer.needs_norms()) return;
        for (int i = 0; i < steps; ++i) whole.step_whole(team, options);
        for (const std::size_t rows : {1, 5, 37}) {
            Training cut(name, settings, kernels::supported_instruction_sets().back());
            for (int i = 0; i < steps; ++i) cut.step_in_stretches(rows, options);
            CHECK(same_bits(whole.parameters.span(), cut.parameters.span()));
        }
    });
}

TEST_CASE("state that is copied after step 20 goes on with the same bits") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        parallel::Team team(1);
        Training first(name, settings, InstructionSet::baseline);
        for (int i = 0; i < 20; ++i) first.step_whole(team);
        Training second(name, settings, InstructionSet::baseline);
        std::memcpy(second.parameters.data(), first.parameters.data(), first.layout.size * sizeof(float));
        for (const std::string& slot : first.optimizer.slot_names()) {
            std::ranges::copy(first.optimizer.slot(slot), second.optimizer.slot(slot).begin());
        }
        for (const std::string& global : first.optimizer.global_names()) {
            second.optimizer.set_global(global, first.optimizer.global(global));
        }
        second.optimizer.set_steps(first.optimizer.steps());
        for (int i = 0; i < 20; ++i) {
            first.step_whole(team);
            second.step_whole(team);
        }
        CHECK(same_bits(first.parameters.span(), second.parameters.span()));
    });
}

TEST_CASE("a gradient that is not a number stays visible, and stays where it is") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        Training training(name, settings, kernels::supported_instruction_sets().back());
        if (training.optimizer.needs_norms()) return;  // one norm reaches the whole tensor
        update::Update update(training.optimizer, training.layout, training.parameters.span(), {.clip_value = 1});
        training.compute_gradient();
        training.gradient.data()[3] = std::numeric_limits<float>::quiet_NaN();
        update.begin_step(training.optimizer.learning_rate());
        const network::Tensor& tensor = training.layout.tensors[0];
        update.consume(tensor.offset, training.gradient.span().subspan(tensor.offset, tensor.size()));
        CHECK(std::isnan(training.parameters.data()[3]));
        CHECK(std::isfinite(training.parameters.data()[2]));
        CHECK(std::isfinite(training.parameters.data()[4]));
    });
}

TEST_CASE("a step allocates nothing after the first") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        parallel::Team team(1);
        Training training(name, settings, InstructionSet::baseline);
        update::Update update(training.optimizer, training.layout, training.parameters.span(), {.clip_norm = 1});
        const auto step = [&] {
            training.compute_gradient();
            update.begin_step(training.optimizer.learning_rate());
            update.apply_whole(training.gradient.span(), team);
        };
        step();
        const std::size_t before = allocation_count();
        step();
        CHECK(allocation_count() == before);
    });
}

TEST_CASE("padding stays zero") {
    for_every_rule([](const std::string& name, const Settings& settings) {
        parallel::Team team(1);
        Training training(name, settings, InstructionSet::baseline);
        for (int i = 0; i < steps; ++i) training.step_whole(team);
        float padding = 0;
        for (const network::Tensor& tensor : training.layout.tensors) {
            for (std::size_t row = 0; row < tensor.rows; ++row) {
                for (std::size_t column = tensor.columns; column < tensor.stride; ++column) {
                    padding += std::abs(training.parameters.data()[tensor.offset + row * tensor.stride + column]);
                }
            }
        }
        CHECK(padding == 0);
    });
}
