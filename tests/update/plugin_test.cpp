// Shared libraries: which load, which are refused, and what users read then.
#include <signal.h>

#include <cstring>
#include <limits>

#include <descent/error.h>

#include "base/aligned_buffer.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "support/temporary_folder.h"
#include "update/given_gradient.h"
#include "update/host/inside.h"
#include "update/optimizer.h"
#include "update/plugin_loader.h"
#include "update/stepper.h"

using namespace descent;

namespace {

std::string path_of(const std::string& name) {
    return std::string(DESCENT_TEST_PLUGIN_FOLDER) + "/plugin_" + name + ".so";
}

/// The text without the folder of the plugins, or "" when nothing was thrown.
template <class Work>
std::string message_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        std::string text = error.what();
        const std::string folder = std::string(DESCENT_TEST_PLUGIN_FOLDER) + "/";
        for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
            text.erase(at, folder.size());
        return text;
    }
    return "";
}

std::string load_message(const std::string& name) {
    return message_of([&] { builtin_optimizers().load_plugin(path_of(name)); });
}

network::Layout small_layout() {
    Network network;
    network.inputs = 3;
    network.layers = {{.units = 2}};
    return network::make_layout(network);
}

/// Loads a plugin and does `steps` steps with its rule on gradients of 0.5; returns the first weight.
float train_with(const std::string& path, const std::string& rule, int steps,
                 InstructionSet set = InstructionSet::baseline) {
    Registry registry = builtin_optimizers();
    registry.load_plugin(path);
    const network::Layout layout = small_layout();
    test::GivenGradient gradient(layout);
    gradient.values.data()[0] = 0.5F;
    parallel::Team team(1);
    update::Stepper stepper(gradient, update::Optimizer(registry, rule, {}, layout, set), {}, team);
    for (int t = 0; t < steps; ++t) stepper.step({}, stepper.optimizer().learning_rate());
    return stepper.parameters()[0];
}

float train(const std::string& file, const std::string& rule, int steps,
            InstructionSet set = InstructionSet::baseline) {
    return train_with(path_of(file), rule, steps, set);
}

/// 1/3 with the precision that long double has.
long double third() {
    const volatile long double one = 1;  // computed when the program runs
    return one / 3;
}

/// A denormal where they are kept, else 0.
float half_of(float number) {
    const volatile float read = number;  // computed when the program runs
    return read / 2;
}

}  // namespace

TEST_CASE("the plugin of ABI version 1 loads and gives the bits it always gave") {
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        const float weight = train("abi_1", "heavy_ball_1", 10, set);
        std::uint32_t bits = 0;
        std::memcpy(&bits, &weight, sizeof(bits));
        CHECK(bits == 0xbf594088);
    }
}

TEST_CASE("a plugin's optimizer is listed with its file, its settings and its state") {
    Registry registry = builtin_optimizers();
    registry.load_plugin(path_of("abi_1"));
    const OptimizerInfo info = registry.info("heavy_ball_1");
    CHECK(info.file == path_of("abi_1"));
    CHECK(info.formula == "v = mu v - eta c_t g; w += v");
    REQUIRE(info.hyper_parameters.size() == 2);
    CHECK(info.hyper_parameters[1].name == "momentum");
    CHECK(info.hyper_parameters[1].maximum == 0.999);
    REQUIRE(info.slots.size() == 1);
    CHECK(info.slots[0].name == "velocity");
    REQUIRE(info.global_slots.size() == 1);
    CHECK(info.global_slots[0].name == "momentum_power");
}

TEST_CASE("plugins that cannot be right are refused when they are loaded") {
    CHECK(load_message("no_fault") == "");
    CHECK(load_message("newer_abi") ==
          "plugin_newer_abi.so: found a plugin for ABI version 2, expected version 1 or older: this descent is older "
          "than the plugin");
    CHECK(load_message("entry_lies_about_size") ==
          "plugin_entry_lies_about_size.so: found an entry that has ABI version 1 and 4096 bytes; this descent knows "
          "version 1 with 32 bytes, expected an entry of this ABI");
    CHECK(load_message("no_rules") == "plugin_no_rules.so: found a plugin with 0 rules, expected 1 to 256");
    CHECK(load_message("refuses_to_start") ==
          "plugin plugin_refuses_to_start.so: cannot start: needs descent.of_the_future/1, which this host does not "
          "call");
    CHECK(load_message("throws_at_start") ==
          "plugin plugin_throws_at_start.so: cannot start: it threw an exception ('no start today'), which no rule may "
          "do");
    CHECK(
        load_message("rule_lies_about_size") ==
        "a rule of plugin_rule_lies_about_size.so: its description has ABI version 1 and 16 bytes; this descent knows "
        "version 1 with 104 bytes");
    CHECK(load_message("absurd_state") ==
          "optimizer 'broken' of plugin_absurd_state.so: number of slots is 1000000000, expected at most 64");
    CHECK(load_message("range_to_infinity") ==
          "optimizer 'broken' of plugin_range_to_infinity.so: hyper-parameter 'learning_rate' has range 0 to inf, "
          "expected finite ends, such as 1e6 where there is no bound: tuning draws from the range");
    CHECK(
        load_message("extension_of_the_future") ==
        "optimizer 'broken' of plugin_extension_of_the_future.so: its extension descent.begin_step/1 has ABI version 8 "
        "and 40 bytes; this descent knows version 1 with 40 bytes");
    CHECK(load_message("without_entry") ==
          "plugin_without_entry.so: found no symbol 'descent_plugin', expected a plugin built with "
          "descent_add_optimizer");
}

TEST_CASE("a name that is taken is an error that names both files") {
    CHECK(load_message("takes_a_built_in_name") ==
          "two optimizers are named 'adam': one is built in, the other from plugin_takes_a_built_in_name.so");
    const std::string twice = message_of([] {
        Registry registry = builtin_optimizers();
        registry.load_plugin(path_of("no_fault"));
        registry.load_plugin(path_of("throws_in_update"));
    });
    CHECK(
        twice ==
        "two optimizers are named 'broken': one is from plugin_no_fault.so, the other from plugin_throws_in_update.so");
}

TEST_CASE("a plugin that is named twice counts once") {
    Registry registry = builtin_optimizers();
    registry.load_plugin(path_of("no_fault"));
    const std::size_t once = registry.list().size();
    registry.load_plugin(path_of("no_fault"));
    CHECK(registry.list().size() == once);
}

TEST_CASE("a plugin's rule may have a dash in its name") {
    CHECK(train("name_with_a_dash", "b-roken", 1) == train("no_fault", "broken", 1));
}

TEST_CASE("files that are no plugins are refused") {
    const test::TemporaryFolder folder;
    const std::string text_file = folder.path("text.so");
    { std::ofstream(text_file) << "not a library"; }
    CHECK_THROWS_AS(builtin_optimizers().load_plugin(text_file), InputError);
    CHECK_THROWS_AS(builtin_optimizers().load_plugin(folder.path("absent.so")), InputError);
    CHECK_THROWS_AS(builtin_optimizers().load_plugin(""), UsageError);
    CHECK_THROWS_AS(builtin_optimizers().load_plugin("libc.so.6"), InputError);  // never searched for
}

TEST_CASE("a plugin that throws or refuses at work ends the run with a message that names it") {
    CHECK(message_of([] { train("throws_in_create", "broken", 1); }) ==
          "optimizer 'broken' of plugin_throws_in_create.so: cannot start with these settings: it threw an exception "
          "('create lost its way'), which no rule may do");
    CHECK(
        message_of([] { train("refuses_settings", "broken", 1); }) ==
        "optimizer 'broken' of plugin_refuses_settings.so: cannot start with these settings: these settings do not go "
        "together");
    CHECK(message_of([] { train("gives_no_instance", "broken", 1); }) ==
          "optimizer 'broken' of plugin_gives_no_instance.so: said that it started, but gave no instance");
    CHECK(message_of([] { train("no_loop", "broken", 1); }) ==
          "optimizer 'broken' of plugin_no_loop.so: has no loop for this processor, not even the baseline one");
    CHECK(message_of([] { train("throws_in_begin_step", "broken", 2); }) == "");
    CHECK(
        message_of([] { train("throws_in_begin_step", "broken", 3); }) ==
        "optimizer 'broken' of plugin_throws_in_begin_step.so: cannot begin step 3: it threw an exception ('step 3 is "
        "too much'), which no rule may do");
    CHECK(message_of([] { train("refuses_in_begin_step", "broken", 3); }) ==
          "optimizer 'broken' of plugin_refuses_in_begin_step.so: cannot begin step 3: two steps are enough");
    CHECK(message_of([] { train("throws_in_update", "broken", 1); }) ==
          "optimizer 'broken' of plugin_throws_in_update.so: cannot update layers.0.bias in step 1: it threw an "
          "exception (of unknown type), which no rule may do");
    CHECK(message_of([] { train("throws_when_asked_for_loops", "broken", 1); }) ==
          "optimizer 'broken' of plugin_throws_when_asked_for_loops.so: cannot give its loops: it threw an exception "
          "('no loops today'), which no rule may do");
    const std::string unended = message_of([] { train("forgets_the_closing_zero", "broken", 1); });
    CHECK(unended.size() < 700);
    CHECK(unended.find("xxx") != std::string::npos);
}

TEST_CASE("a refusal names the step, and the tensor where there is one") {
    for (const auto& [function, told] : {std::pair("begin_tensor", "begin layers.0.bias in step 2"),
                                         {"use_sums", "use its sums in step 2"},
                                         {"transform", "transform layers.0.weight in step 2"},
                                         {"minimise", "minimise in step 2"}}) {
        const std::string file = std::string("refuses_") + function + ".so";
        const std::string path = DESCENT_TEST_PLUGIN_FOLDER "/" + file;
        CHECK(message_of([&] { train_with(path, "refuses", 1); }) == "");
        CHECK(message_of([&] { train_with(path, "refuses", 2); }) ==
              "optimizer 'refuses' of " + file + ": cannot " + told + ": one step is enough");
    }
}

TEST_CASE("a plugin that flushes denormals changes neither the host nor other rules") {
    const auto halved = [] { return half_of(std::numeric_limits<float>::min()) > 0; };
    REQUIRE(halved());
    CHECK(load_message("flushes_denormals_when_loaded") == "");
    CHECK(halved());
    CHECK(train("flushes_denormals_in_update", "broken", 1) != 0);
    CHECK(halved());
}

TEST_CASE("a plugin that lowers the precision of long double lowers its own alone") {
    const long double before = third();
    CHECK(train("lowers_precision_in_update", "broken", 1) != 0);
    CHECK(third() == before);
}

TEST_CASE("what code of a plugin changed is told once, with what it was asked to do") {
    update::take_change();
    train("flushes_denormals_in_step_4", "broken", 5);
    CHECK(message_of([] { throw Error(update::take_change()); }) ==
          "optimizer 'broken' of plugin_flushes_denormals_in_step_4.so: asked to update layers.0.bias in step 4, it "
          "changed how numbers are rounded or denormals treated");
    CHECK(update::take_change().empty());
}

TEST_CASE("the signals that end a program stay those of the program") {
    for (const std::string plugin : {"ignores_interrupts_when_loaded", "ignores_interrupts_in_create"}) {
        update::take_change();
        Registry registry;
        registry.load_plugin(path_of(plugin));
        update::Optimizer(registry, "broken", {}, small_layout(), InstructionSet::baseline);
        struct sigaction found {};
        REQUIRE(::sigaction(SIGINT, nullptr, &found) == 0);
        CHECK(found.sa_handler != SIG_IGN);
    }
    CHECK_THAT(
        update::take_change(),
        Catch::Matchers::EndsWith("asked to start with these settings, it changed what the program does on SIGINT"));
    CHECK_THAT(update::change_by_loading(path_of("ignores_interrupts_when_loaded")),
               Catch::Matchers::EndsWith(".so: asked to load, it changed what the program does on SIGINT"));
}
