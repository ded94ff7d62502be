// Rules on matrices on several layers: against PyTorch in double, and the same bits for any team and set in float.
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "double_run.h"
#include "kernels/dispatch.h"
#include "objective/function_objective.h"
#include "support/catch.h"
#include "trajectories.h"

using namespace descent;
using namespace descent::test;

namespace {

Json reference(const std::string& name) {
    const std::string path = std::string(DESCENT_SOURCE_DIR) + "/tests/reference/optimizers.json";
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return parse_json(text.str(), path).at(name);
}

network::Layout layout_of(const std::vector<std::size_t>& shape) {
    Network network;
    network.inputs = shape.front();
    for (std::size_t i = 1; i < shape.size(); ++i) network.layers.push_back({.units = shape[i]});
    return network::make_layout(network);
}

Settings settings_of(const Json& one) {
    Settings settings;
    for (const auto& [name, value] : one.at("settings").items()) settings[name] = value.get<std::string>();
    return settings;
}

/// Both of a rule's cases, to 1e-10.
void check_walk(const std::string& rule, const Json& document) {
    const network::Layout layout = layout_of(document.at("shape").get<std::vector<std::size_t>>());
    const std::vector<std::size_t> places = objective::places_of(layout);
    const auto start = document.at("start").get<std::vector<double>>();
    const auto gradients = document.at("gradients").get<std::vector<std::vector<double>>>();
    REQUIRE(places.size() == start.size());
    const Registry registry = builtin_optimizers();
    for (const Json& one : document.at("cases")) {
        DoubleRun run(registry, rule, settings_of(one), layout);
        for (std::size_t i = 0; i < places.size(); ++i) run.weights()[places[i]] = start[i];
        std::vector<double> gradient(layout.size, 0.0);
        for (std::size_t t = 1; t <= gradients.size(); ++t) {
            for (std::size_t i = 0; i < places.size(); ++i) gradient[places[i]] = gradients[t - 1][i];
            run.step(run.learning_rate(), gradient);
            if (!one.at("weights").contains(std::to_string(t))) continue;
            const auto expected = one.at("weights").at(std::to_string(t)).get<std::vector<double>>();
            for (std::size_t i = 0; i < places.size(); ++i) {
                INFO(rule << ", step " << t << ", parameter " << i);
                CHECK(std::abs(run.weights()[places[i]] - expected[i]) < 1e-10);
            }
        }
    }
}

}  // namespace

TEST_CASE("muon walks as PyTorch's Muon and AdamW do on tall, wide and square weights, in double") {
    check_walk("muon", reference("muon_on_layers"));
}

TEST_CASE("soap walks as that of pytorch-optimizer, turned on the smaller side, on tall and wide weights, in double") {
    check_walk("soap", reference("soap_on_layers"));
}

TEST_CASE("rules on matrices have the same bits for any team and set on several panels") {
    const Registry registry = builtin_optimizers();
    const network::Layout layout = layout_of({130, 100, 220, 10});
    const std::vector<std::size_t> places = objective::places_of(layout);
    const auto after_three_steps = [&](const std::string& rule, InstructionSet set, std::size_t threads) {
        parallel::Team team(threads);
        update::Optimizer optimizer(registry, rule, {}, layout, set);
        AlignedBuffer<float> weights(layout.size), gradient(layout.size);
        for (int t = 1; t <= 3; ++t) {
            for (const std::size_t place : places) {
                gradient.data()[place] = static_cast<float>((place * 7 + static_cast<std::size_t>(t) * 5) % 13) / 16;
            }
            optimizer.begin_step(0.02);
            optimizer.apply_whole(weights.span(), gradient.span(), team);
        }
        return std::vector<float>(weights.span().begin(), weights.span().end());
    };
    for (const std::string rule : {"muon", "soap"}) {
        const std::vector<float> first = after_three_steps(rule, kernels::supported_instruction_sets().back(), 1);
        for (const InstructionSet set : kernels::supported_instruction_sets()) {
            if (set == InstructionSet::baseline) continue;  // without a fused multiply-add
            for (const std::size_t threads : {1, 2, 5, 8}) {
                INFO(rule << " on " << to_string(set) << " by " << threads);
                CHECK(after_three_steps(rule, set, threads) == first);
            }
        }
    }
}
