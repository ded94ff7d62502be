// What a rule may know, and sums over the network: against the rules' own formulas in double, and by the kit.
#include <dlfcn.h>

#include <descent/error.h>
#include <descent/plugin/draft/random.h>

#include <cmath>
#include <cstring>

#include "kernels/dispatch.h"
#include "objective/function_objective.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "update/conformance/check.h"
#include "update/optimizer.h"

using namespace descent;
using namespace descent::update;
using conformance::Outcome;
using conformance::Result;

namespace {

Registry registry_of(const std::string& plugin) {
    Registry registry;
    registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/" + plugin + ".so");
    return registry;
}

network::Layout three_two_four() {
    Network network;
    network.inputs = 3;
    network.layers = {{.units = 2}, {.units = 4}};
    return network::make_layout(network);
}

double gradient_of(std::size_t i, int step) {
    return static_cast<double>((i * 7 + static_cast<std::size_t>(step) * 5) % 13) / 16 - 0.25;  // exact in float
}

/// Runs `steps` steps; `expect(place, tensor, step)` steps the reference of one parameter.
template <class Value>
std::vector<Value> after(BasicOptimizer<Value>& optimizer, int steps, double rate) {
    const network::Layout& layout = optimizer.layout();
    parallel::Team team(1);
    AlignedBuffer<Value> weights(layout.size), gradient(layout.size);
    for (const std::size_t place : objective::places_of(layout)) weights.data()[place] = 1;
    for (int t = 1; t <= steps; ++t) {
        for (const std::size_t place : objective::places_of(layout)) {
            gradient.data()[place] = static_cast<Value>(gradient_of(place, t));
        }
        optimizer.begin_step(rate);
        optimizer.apply_whole(weights.span(), gradient.span(), team);
    }
    return {weights.span().begin(), weights.span().end()};
}

std::string message_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a rule knows layers, fan-in of weights and biases, rows, planned steps, and draws random numbers") {
    const Registry registry = registry_of("knows");
    const network::Layout layout = three_two_four();
    DoubleOptimizer optimizer(registry, "knows", {{"noise", "0.5"}}, layout, InstructionSet::baseline);
    optimizer.begin_run({.seed = 42, .planned_steps = 10});
    const std::vector<double> found = after(optimizer, 3, 0.25);
    for (const network::Tensor& tensor : layout.tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                const std::size_t place = tensor.offset + row * tensor.stride + column;
                const double fan_in = tensor.layer == 0 ? 3 : 2;
                double weight = 1;
                for (int t = 1; t <= 3; ++t) {
                    const auto key = descent_random_keys(42, static_cast<std::uint64_t>(t), 0);
                    const auto other = descent_random_keys(42, static_cast<std::uint64_t>(t), 1);
                    const double random = 1 + 0.5 * (static_cast<double>(descent_random_uniform(key, place)) - 0.5 +
                                                     static_cast<double>(descent_random_normal(other, place)));
                    weight -= 0.25 * (1 - (t - 1) / 10.0) * random * gradient_of(place, t) /
                              (2 * fan_in * static_cast<double>(1 + row));
                }
                INFO(tensor.name << " " << row << " " << column);
                CHECK(found[place] == Approx(weight).epsilon(1e-14));
            }
        }
    }
}

TEST_CASE("without the start of a run a rule knows no planned steps, and a run begins once") {
    const Registry registry = registry_of("knows");
    Optimizer first(registry, "knows", {}, three_two_four(), InstructionSet::baseline);
    Optimizer second(registry, "knows", {}, three_two_four(), InstructionSet::baseline);
    second.begin_run({.seed = 0, .planned_steps = 0});
    CHECK(after(first, 3, 0.25) == after(second, 3, 0.25));
}

TEST_CASE("Prodigy, whose step length comes from sums over the network, is that of the paper") {
    const Registry registry = registry_of("prodigy");
    const network::Layout layout = three_two_four();
    const std::vector<std::size_t> places = objective::places_of(layout);
    const std::size_t n = places.size();
    std::vector<double> x(n, 1), m(n, 0), v(n, 0), s(n, 0);
    double d = 1e-3, r = 0;
    const double b1 = 0.9, b2 = 0.99, root = std::sqrt(b2), eta = 1;
    for (int t = 1; t <= 50; ++t) {
        double product = 0, norm = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double g = gradient_of(places[i], t);
            product += g * (1 - x[i]);
            m[i] = b1 * m[i] + (1 - b1) * d * g;
            v[i] = b2 * v[i] + (1 - b2) * d * d * g * g;
            s[i] = root * s[i] + (1 - root) * eta * d * d * g;
            norm += std::abs(s[i]);
        }
        r = root * r + (1 - root) * eta * d * d * product;
        for (std::size_t i = 0; i < n; ++i) x[i] -= eta * d * m[i] / (std::sqrt(v[i]) + d * 1e-8);
        d = std::max(d, r / norm);
    }
    CHECK(d > 2e-3);  // it grew: the sums have an effect
    DoubleOptimizer exact(registry, "prodigy", {}, layout, InstructionSet::baseline);
    Optimizer single(registry, "prodigy", {}, layout, kernels::supported_instruction_sets().back());
    const std::vector<double> in_double = after(exact, 50, eta);
    const std::vector<float> in_float = after(single, 50, eta);
    CHECK(exact.global("distance") == Approx(d).epsilon(1e-12));
    for (std::size_t i = 0; i < n; ++i) {
        CHECK(in_double[places[i]] == Approx(x[i]).epsilon(1e-12));
        CHECK(in_float[places[i]] == Approx(x[i]).epsilon(1e-4));  // d, which has grown to 1e4, feeds its rounding back
    }
}

TEST_CASE("norms and sums know the row of what they measure, in tensors of several stretches, too") {
    const Registry registry = registry_of("by_row_good");
    Network network;
    network.inputs = 2500;  // rows of 16 floats: three stretches
    network.layers = {{.units = 2}, {.units = 3}};
    const network::Layout layout = network::make_layout(network);
    DoubleOptimizer exact(registry, "by_row", {}, layout, InstructionSet::baseline);
    const std::vector<double> found = after(exact, 1, 0.5);
    double total = 0;
    std::vector<double> norms;
    const auto each = [&](const network::Tensor& tensor, const auto& use) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                const std::size_t place = tensor.offset + row * tensor.stride + column;
                use(static_cast<double>(row), place, gradient_of(place, 1));
            }
        }
    };
    for (const network::Tensor& tensor : layout.tensors) {
        double squares = 0;
        each(tensor, [&](double row, std::size_t, double g) {
            total += row * std::abs(g);
            const double measured = (1 + row) * g / (tensor.layer == 0 ? 2500 : 2);
            squares += measured * measured;
        });
        norms.push_back(std::sqrt(squares));
    }
    for (std::size_t t = 0; t < norms.size(); ++t) {
        each(layout.tensors[t], [&](double row, std::size_t place, double g) {
            INFO(layout.tensors[t].name << " " << row);
            CHECK(found[place] == Approx(1 - 0.5 / (1 + norms[t] + total) * g).epsilon(1e-14));
        });
    }
    const auto in_float = [&](InstructionSet set) {
        Optimizer optimizer(registry, "by_row", {}, layout, set);
        return after(optimizer, 5, 0.5);
    };
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        CHECK(in_float(set) == in_float(InstructionSet::baseline));
    }
}

TEST_CASE("frozen tensors are left out of sums") {
    const Registry registry = registry_of("adds_up_good");
    Optimizer optimizer(registry, "adds_up", {}, three_two_four(), InstructionSet::baseline);
    auto factors = optimizer.factors();
    for (std::size_t t = 1; t < factors.size(); ++t) factors[t].frozen = true;
    optimizer.set_factors(factors);
    after(optimizer, 1, 0.1);
    double sum = 0;
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 2; ++column) sum += std::abs(gradient_of(row * 16 + column, 1));
    }
    CHECK(optimizer.global("average") == Approx(0.1 * sum / 20).epsilon(1e-12));
}

TEST_CASE("rules that know their place or add up pass every check") {
    for (const auto& [plugin, rule] : {std::pair("prodigy", "prodigy"),
                                       {"knows", "knows"},
                                       {"rows_good", "rows"},
                                       {"adds_up_good", "adds_up"},
                                       {"by_row_good", "by_row"},
                                       {"measured_rows_good", "measured_rows"},
                                       {"averages_good", "averages"}}) {
        const Registry registry = registry_of(plugin);
        const conformance::Subject subject{.registry = registry,
                                           .name = rule,
                                           .settings = {},
                                           .instruction_sets = kernels::supported_instruction_sets()};
        for (const conformance::Check* check : conformance::checks()) {
            if (std::string(check->name) == "speed") continue;
            const Outcome outcome = conformance::run(*check, subject);
            INFO(plugin << ", " << check->name << ": " << outcome.detail);
            CHECK(outcome.result != Result::failed);
        }
    }
}

TEST_CASE("mistakes with place, random numbers and sums are found") {
    const std::vector<std::vector<std::string>> table = {
        {"rows_forgets_the_first_row", "rows", "same_bits_for_any_split"},
        {"rows_draws_by_the_call", "rows", "same_bits_for_any_split"},
        {"rows_draws_from_a_state", "rows", "same_bits_in_every_run"},
        {"measured_rows_forgets_the_first_row_in_norms", "measured_rows", "same_bits_for_any_split"},
        {"measured_rows_forgets_the_first_row_in_sums", "measured_rows", "same_bits_for_any_split"},
        {"measured_rows_overwrites_norms", "measured_rows", "measures_are_added"},
        {"measured_rows_overwrites_sums", "measured_rows", "measures_are_added"},
        {"measured_rows_counts_padding_in_norms", "measured_rows", "padding_adds_nothing_up"},
        {"averages_never_averages", "averages", "converges_on_a_parabola"},
        {"averages_names_another_slot", "averages", "converges_on_a_parabola"},
        {"adds_up_keeps_the_average_in_a_member", "adds_up", "state_restored_goes_on_the_same"},
        {"adds_up_keeps_the_average_for_all_runs", "adds_up", "two_runs_do_not_meet"},
        {"adds_up_counts_padding", "adds_up", "padding_adds_nothing_up"},
        {"adds_up_makes_nan_of_padding", "adds_up", "padding_adds_nothing_up"},
        {"by_row_counts_rows_of_padding", "by_row", "padding_adds_nothing_up"},
    };
    for (const auto& row : table) {
        const Registry registry = registry_of(row[0]);
        const conformance::Subject subject{.registry = registry, .name = row[1]};
        const Outcome outcome = conformance::run_in_child(conformance::find_check(row[2]), subject);
        INFO(row[0] << " and " << row[2] << ": " << outcome.detail);
        CHECK(outcome.result == Result::failed);
    }
}

TEST_CASE("a whole-number hyper-parameter takes whole numbers alone") {
    const Registry registry = registry_of("knows");
    CHECK(registry.info("knows").hyper_parameters[2].whole);
    CHECK_FALSE(registry.info("knows").hyper_parameters[1].whole);
    const auto set = [&](const std::string& value) {
        return message_of([&] { Optimizer(registry, "knows", {{"period", value}}, three_two_four(), {}); });
    };
    CHECK(set("3") == "");
    CHECK(set("2.5") == "set period: is 2.5, expected a whole number from 1 to 100");
}

TEST_CASE("a rule that needs a draft refuses a descent that does not know it") {
    static const descent_host old = {sizeof(descent_host), 1, "0.0.1", [](const char*) -> int32_t { return 0; },
                                     nullptr};
    for (const auto& [plugin, missing] : {std::pair("prodigy", "needs descent.sums/1"),
                                          {"by_row_good", "needs descent.sums/1"},
                                          {"knows", "needs descent.run/1"},
                                          {"schedule_free", ""}}) {
        void* const library = dlopen((DESCENT_TEST_PLUGIN_FOLDER "/" + std::string(plugin) + ".so").c_str(), RTLD_NOW);
        REQUIRE(library != nullptr);
        const auto* const entry = static_cast<const descent_entry*>(dlsym(library, "descent_plugin"));
        char text[256] = "";
        descent_message message{sizeof(descent_message), DESCENT_ABI_VERSION, sizeof(text), text};
        const descent_status status = entry->start([](uint32_t) { return &old; }, &message);
        CHECK(status == (std::strlen(missing) == 0 ? DESCENT_OK : DESCENT_REFUSED));
        CHECK(std::string(text) == missing);
    }
}
