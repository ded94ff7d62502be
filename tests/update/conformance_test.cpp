// The conformance kit: good optimizers pass every check, each mutant is caught by the check that is meant for it.
#include "update/conformance/check.h"

#include <unistd.h>

#include <set>

#include <descent/error.h>

#include "kernels/dispatch.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::update;
using conformance::Outcome;
using conformance::Result;

namespace {

conformance::Subject subject_of(const Registry& registry, const std::string& name) {
    return {
        .registry = registry, .name = name, .settings = {}, .instruction_sets = kernels::supported_instruction_sets()};
}

Registry registry_with(const std::string& mutant) {
    Registry registry = builtin_optimizers();
    registry.load_plugin(std::string(DESCENT_TEST_PLUGIN_FOLDER) + "/mutant_" + mutant + ".so");
    return registry;
}

/// All checks but the one that measures time: how fast a test machine is says nothing.
std::vector<const conformance::Check*> checks_without_speed() {
    std::vector<const conformance::Check*> result;
    for (const conformance::Check* check : conformance::checks()) {
        if (std::string(check->name) != "speed") result.push_back(check);
    }
    return result;
}

}  // namespace

TEST_CASE("the kit has at least 20 checks, each with a name of its own and a sentence") {
    std::set<std::string> names;
    for (const conformance::Check* check : conformance::checks()) {
        names.insert(check->name);
        const std::string sentence = check->sentence;
        INFO(check->name);
        CHECK(sentence.size() > 40);
        CHECK(sentence.back() == '.');
    }
    CHECK(names.size() == conformance::checks().size());
    CHECK(names.size() >= 20);
}

TEST_CASE("every built-in optimizer passes every check") {
    const Registry registry = builtin_optimizers();
    for (const OptimizerInfo& info : registry.list()) {
        for (const conformance::Check* check : checks_without_speed()) {
            const Outcome outcome = conformance::run(*check, subject_of(registry, info.name));
            INFO(info.name << ", " << check->name << ": " << outcome.detail);
            CHECK(outcome.result != Result::failed);
        }
    }
}

TEST_CASE("variants of built-in optimizers pass every check") {
    const Registry registry = builtin_optimizers();
    const std::vector<std::pair<std::string, std::map<std::string, std::string>>> variants = {
        {"momentum", {{"variant", "torch"}}},
        {"nesterov", {{"variant", "classic"}}},
        {"rmsprop", {{"momentum", "0.5"}, {"centered", "yes"}}},
        {"adam", {{"variant", "amsgrad"}}},
        {"nadam", {{"variant", "keras"}}},
    };
    for (const auto& [name, settings] : variants) {
        for (const conformance::Check* check : checks_without_speed()) {
            if (std::string(check->name) == "every_hyper_parameter_has_an_effect") continue;  // psi has none for keras
            conformance::Subject subject = subject_of(registry, name);
            subject.settings = settings;
            const Outcome outcome = conformance::run(*check, subject);
            INFO(name << ", " << check->name << ": " << outcome.detail);
            CHECK(outcome.result != Result::failed);
        }
    }
}

TEST_CASE("the good one among the mutants passes every check, also where it leaves NaN in the padding of a slot") {
    for (const std::string name : {"good", "leaves_nan_in_padding"}) {
        const Registry registry = registry_with(name);
        for (const conformance::Check* check : checks_without_speed()) {
            const Outcome outcome = conformance::run_in_child(*check, subject_of(registry, "mutant"));
            INFO(name << ", " << check->name << ": " << outcome.detail);
            CHECK(outcome.result != Result::failed);
        }
    }
}

TEST_CASE("every mutant is caught by the check that is meant for it") {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"corrects_per_tensor", "tensors_do_not_count"},
        {"state_by_position", "same_bits_in_any_order"},
        {"state_by_position", "state_restored_goes_on_the_same"},
        {"reads_a_neighbour", "columns_do_not_meet"},
        {"forgets_a_slot", "state_restored_goes_on_the_same"},
        {"forgets_a_slot", "state_is_found_by_name"},
        {"writes_outside", "writes_only_its_stretch"},
        {"hides_nan", "nan_stays_visible"},
        {"draws_lots", "same_bits_in_every_run"},
        {"counts_in_a_global", "two_runs_do_not_meet"},
        {"ignores_the_schedule", "follows_the_learning_rate"},
        {"crashes_at_zero", "zero_gradient_moves_nothing"},
        {"goes_uphill", "step_goes_downhill"},
        {"goes_uphill", "converges_on_a_parabola"},
        {"lacks_epsilon", "zero_gradient_moves_nothing"},
        {"lacks_epsilon", "tiny_gradient_leaves_it_finite"},
        {"decays_biases", "decay_spares_biases"},
        {"has_a_dead_setting", "every_hyper_parameter_has_an_effect"},
        {"changes_the_gradient", "writes_only_its_stretch"},
        {"looks_at_the_stretch", "same_bits_for_any_split"},
        {"reads_padding", "reads_no_neighbour"},
        {"spreads_the_first_lane", "columns_do_not_meet"},
        {"remembers_in_the_first_lane", "equal_weights_stay_equal"},
    };
    for (const auto& [mutant, name] : table) {
        const Registry registry = registry_with(mutant);
        const Outcome outcome =
            conformance::run_in_child(conformance::find_check(name), subject_of(registry, "mutant"));
        INFO(mutant << " and " << name << ": " << outcome.detail);
        CHECK(outcome.result == Result::failed);
        CHECK(!outcome.detail.empty());
    }
}

TEST_CASE("a plugin that changes the floating-point mode or a signal is found, when it is loaded and when it works") {
    const conformance::Check& check = conformance::find_check("leaves_the_process_alone");
    const std::string mode = ", it changed how numbers are rounded or denormals treated";
    const std::string interrupt = ", it changed what the program does on SIGINT";
    for (const auto& [plugin, detail] : {
             std::pair<std::string, std::string>("flushes_denormals_when_loaded",
                                                 "asked to load" + mode + ": linked with -ffast-math"),
                 {"flushes_denormals_at_start", "asked to start" + mode},
                 {"flushes_denormals_in_create", "asked to start with these settings" + mode},
                 {"flushes_denormals_in_update", "asked to update layers.0.weight in step 1" + mode},
                 {"flushes_denormals_in_step_4", "asked to update layers.0.weight in step 4" + mode},
#if defined(__x86_64__)
                 {"lowers_precision_in_update", "asked to update layers.0.weight in step 1" + mode},
#endif
                 {"flushes_denormals_in_destroy", "asked to end" + mode},
                 {"ignores_interrupts_when_loaded", "asked to load" + interrupt},
                 {"ignores_interrupts_in_create", "asked to start with these settings" + interrupt}, {
                 "ignores_interrupts_in_update", "a step changed what the program does on SIGINT"
             }
         }) {
        Registry registry = builtin_optimizers();
        registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/plugin_" + plugin + ".so");
        const Outcome outcome = conformance::run_in_child(check, subject_of(registry, "broken"));
        INFO(plugin << ": " << outcome.detail);
        CHECK(outcome.result == Result::failed);
        CHECK_THAT(outcome.detail, Catch::Matchers::Contains(detail));
    }
}

TEST_CASE("a check that crashes, exits or hangs is a failed check") {
    const Registry crashing = registry_with("crashes_at_zero"), exiting = registry_with("exits");
    const conformance::Check& zero = conformance::find_check("zero_gradient_moves_nothing");
    CHECK_THAT(conformance::run_in_child(zero, subject_of(crashing, "mutant")).detail,
               Catch::Matchers::EndsWith("mutant_crashes_at_zero.so: its check crashed with signal 6 (Aborted)"));
    CHECK_THAT(conformance::run_in_child(zero, subject_of(exiting, "mutant")).detail,
               Catch::Matchers::EndsWith("mutant_exits.so: its check ended the process with status 3"));
    const conformance::Check hangs = {"hangs", "It never ends.", [](const conformance::Subject&) -> Outcome {
                                          while (true) pause();
                                      }};
    CHECK(conformance::run_in_child(hangs, subject_of(exiting, "mutant"), 1).detail == "did not end within 1 seconds");
}

TEST_CASE("an unknown check is an error that suggests the nearest") {
    CHECK_THROWS_WITH(conformance::find_check("sped"),
                      "only: there is no check 'sped'; did you mean 'speed'? (see the list of checks)");
}

TEST_CASE("a trajectory file is followed, and the first difference is told") {
    const Registry registry = builtin_optimizers();
    conformance::Subject subject = subject_of(registry, "gd");
    const conformance::Check& check = conformance::find_check("agrees_with_trajectory");
    CHECK(conformance::run(check, subject).result == Result::skipped);
    // gd with rate 0.01: w -= 0.01 g, then with rate 0.1
    const std::string head =
        R"({"shape": [1, 1], "start": [1, 2], "gradients": [[1, -1], [2, 0]], "rates": [0.01, 0.1], )";
    subject.trajectory = head + R"("weights": {"1": [0.99, 2.01], "2": [0.79, 2.01]}})";
    CHECK(conformance::run(check, subject).detail == "in float and in double");
    subject.trajectory = head + R"("weights": {"2": [0.79, 2.02]}})";
    const Outcome outcome = conformance::run(check, subject);
    CHECK(outcome.result == Result::failed);
    CHECK_THAT(outcome.detail,
               Catch::Matchers::StartsWith("in float: after step 2 layers.0.bias, row 0, column 0 is 2.0"));
    for (const std::string broken :
         {R"({)", R"({"shape": [1]})", R"({"shape": [0, 1], "start": []})", R"({"shape": [1e9, 1e9], "start": []})",
          R"({"shape": [1, 1], "start": [1, "x"], "gradients": [], "weights": {}})",
          R"({"shape": [1, 1], "start": [1, 2], "gradients": [], "weights": {"1": [1, 1]}})",
          R"({"shape": [1, 1], "start": [1, 2], "gradients": [], "weights": {}})"}) {
        subject.trajectory = broken;
        INFO(broken);
        subject.trajectory_file = "steps.json";
        const Outcome refused = conformance::run(check, subject);
        CHECK(refused.result == Result::failed);
        CHECK_THAT(refused.detail, Catch::Matchers::StartsWith("steps.json: "));
    }
}
