// Rules around others: how they are named and described, what the kit finds, and what is refused.
#include <descent/error.h>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "update/composition.h"
#include "update/conformance/check.h"
#include "update/optimizer.h"

using namespace descent;
using namespace descent::update;
using conformance::Outcome;
using conformance::Result;

namespace {

Registry registry_with(const std::string& plugin) {
    Registry registry = builtin_optimizers();
    registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/" + plugin + ".so");
    return registry;
}

template <class Work>
std::string message_of(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

network::Layout small_layout() {
    Network network;
    network.inputs = 3;
    network.layers = {{.units = 2}};
    return network::make_layout(network);
}

std::vector<std::string> names_of(const std::vector<SlotInfo>& slots) {
    std::vector<std::string> names;
    for (const SlotInfo& slot : slots) names.push_back(slot.name);
    return names;
}

Outcome check_of(const Registry& registry, const std::string& name, const std::string& check) {
    return conformance::run(
        conformance::find_check(check),
        {.registry = registry, .name = name, .instruction_sets = kernels::supported_instruction_sets()});
}

}  // namespace

TEST_CASE("wrappers pass every check around elementwise rules, matrices, line searches and each other") {
    const Registry registry = registry_with("follower_good");
    for (const std::string name :
         {"ema(adamw)", "lookahead(momentum)", "cautious(adam)", "ema(cautious(muon))", "lookahead(lbfgs)",
          "ema(follower(lamb))", "ema(schedule-free)", "sam(momentum)", "ema(sam(adamw))", "sam(cautious(muon))"}) {
        for (const conformance::Check* check : conformance::checks()) {
            if (std::string(check->name) == "speed") continue;
            const Outcome outcome = check_of(registry, name, check->name);
            INFO(name << ", " << check->name << ": " << outcome.detail);
            CHECK(outcome.result != Result::failed);
        }
    }
}

TEST_CASE("mistakes of wrappers are found") {
    for (const auto& [mutant, check] : {std::pair("counts_its_calls", "state_restored_goes_on_the_same"),
                                        {"names_a_wrong_slot", "converges_on_a_parabola"},
                                        {"undoes_the_step", "step_goes_downhill"}}) {
        const Registry registry = registry_with(std::string("follower_") + mutant);
        const Outcome outcome = check_of(registry, "follower(momentum)", check);
        INFO(mutant << ", " << check << ": " << outcome.detail);
        CHECK(outcome.result == Result::failed);
    }
}

TEST_CASE("mistakes of wrappers that take the gradient ahead are found, and the good one passes") {
    for (const conformance::Check* check : conformance::checks()) {
        if (std::string(check->name) == "speed") continue;
        const Outcome outcome = check_of(registry_with("looks_ahead_good"), "looks_ahead(adam)", check->name);
        INFO(check->name << ": " << outcome.detail);
        CHECK(outcome.result != Result::failed);
    }
    for (const auto& [mutant, check] : {std::pair("counts_its_calls", "state_restored_goes_on_the_same"),
                                        {"keeps_its_length_for_all_runs", "two_runs_do_not_meet"},
                                        {"divides_by_nothing", "zero_gradient_moves_nothing"},
                                        {"draws_lots", "same_bits_in_every_run"},
                                        {"has_a_dead_setting", "every_hyper_parameter_has_an_effect"},
                                        {"looks_at_the_call", "same_bits_for_any_split"}}) {
        const Registry registry = registry_with(std::string("looks_ahead_") + mutant);
        const Outcome outcome = check_of(registry, "looks_ahead(momentum)", check);
        INFO(mutant << ", " << check << ": " << outcome.detail);
        CHECK(outcome.result == Result::failed);
    }
}

TEST_CASE("settings and state of an optimizer with wrappers go by the names of its parts") {
    const Registry registry = builtin_optimizers();
    const OptimizerInfo info = registry.info("ema(lookahead(momentum))");
    CHECK(info.name == "ema(lookahead(momentum))");
    std::vector<std::string> settings;
    for (const HyperParameterInfo& one : info.hyper_parameters) settings.push_back(one.name);
    CHECK(settings == std::vector<std::string>{"learning_rate", "momentum", "variant", "lookahead.alpha",
                                               "lookahead.period", "ema.decay", "ema.warmup"});
    CHECK(names_of(info.slots) == std::vector<std::string>{"momentum.velocity", "lookahead.slow", "ema.average"});
    CHECK(names_of(registry.info("ema(adam)").global_slots) ==
          std::vector<std::string>{"adam.beta1_power", "adam.beta2_power"});
    Optimizer optimizer(registry, "ema(adam)", {{"ema.decay", "0.5"}, {"learning_rate", "0.1"}}, small_layout(),
                        InstructionSet::baseline);
    CHECK(optimizer.learning_rate() == 0.1);
    CHECK(optimizer.slot_names() == std::vector<std::string>{"adam.mean", "adam.square", "ema.average"});
    optimizer.set_global("adam.beta1_power", 0.25);
    CHECK(optimizer.global("adam.beta1_power") == 0.25);
    CHECK_THROWS_AS(optimizer.slot("mean"), Error);
    CHECK_THROWS_WITH(Optimizer(registry, "ema(adam)", {{"ema.decay", "2"}}, small_layout(), InstructionSet::baseline),
                      "set ema.decay: is 2, expected 0 to 0.999999");
}

TEST_CASE("what cannot stand around each other is refused") {
    const Registry registry = registry_with("follower_good");
    const auto message = [&](const std::string& name) {
        return message_of([&] { Optimizer(registry, name, {}, small_layout(), InstructionSet::baseline); });
    };
    CHECK(message("ema") == "optimizer: 'ema' works around another optimizer: write which, such as ema(adamw)");
    CHECK(message("ema()") != "");
    CHECK(message("adam(gd)") == "optimizer: 'adam' works around no other optimizer, so there is no adam(gd)");
    CHECK(message("ema(ema(gd))") ==
          "optimizer: 'ema' stands twice in ema(ema(gd)): settings and state go by its name");
    for (const std::string form : {"ema(adamw", "ema(adamw))", "(adamw)", "ema(adamw)x"}) {
        INFO(form);
        CHECK(message(form) != "");
    }
    CHECK(message("ema(adamw") ==
          "optimizer: found 'ema(adamw', expected a name, or wrappers around one such as ema(adamw)");
    CHECK(message("ema(adamv)").starts_with("optimizer: there is no optimizer 'adamv'; did you mean "));
    CHECK(message("cautious(lbfgs)") ==
          "optimizer: 'cautious' works with the gradient of the step, and 'lbfgs' asks for gradients elsewhere");
    CHECK(message("sam(lbfgs)") ==
          "optimizer: 'sam' works with the gradient of the step, and 'lbfgs' asks for gradients elsewhere");
    CHECK(message("lookahead(lbfgs)") == "");
}

TEST_CASE("what a wrapper leaves in the padding of measured weights is no weight") {
    const Registry registry = registry_with("follower_leaves_nan_in_padding");
    const network::Layout layout = small_layout();
    Optimizer optimizer(registry, "follower(gd)", {}, layout, InstructionSet::baseline);
    AlignedBuffer<float> weights(layout.size), gradient(layout.size);
    gradient.data()[0] = 1;
    parallel::Team team(1);
    optimizer.begin_step(0.1);
    optimizer.apply_whole(weights.span(), gradient.span(), team);
    CHECK(optimizer.evaluation_weights(weights.span())[2] == 0);
}
