// The conformance kit on rules that are not element by element: right ones pass, and what can be checked is checked.
#include <descent/error.h>

#include "kernels/dispatch.h"
#include "support/catch.h"
#include "update/conformance/check.h"

using namespace descent;
using namespace descent::update;
using conformance::Outcome;
using conformance::Result;

namespace {

/// A rule of a test plugin, with what it needs to be checked.
struct Loaded {
    Registry registry;
    conformance::Subject subject;

    Loaded(const std::string& plugin, const std::string& rule)
        : registry(loaded(plugin)),
          subject{.registry = registry,
                  .name = rule,
                  .settings = {},
                  .instruction_sets = kernels::supported_instruction_sets()} {}

    static Registry loaded(const std::string& plugin) {
        Registry registry;
        registry.load_plugin(DESCENT_TEST_PLUGIN_FOLDER "/" + plugin + ".so");
        return registry;
    }

    Outcome run(const std::string& check) const { return conformance::run(conformance::find_check(check), subject); }
};

}  // namespace

TEST_CASE("right rules of unusual shape pass every check") {
    for (const std::string rule : {"schedule_free", "matrix_rule", "smooth_lars"}) {
        const Loaded loaded(rule, rule);
        for (const conformance::Check* check : conformance::checks()) {
            if (std::string(check->name) == "speed") continue;
            const Outcome outcome = conformance::run(*check, loaded.subject);
            INFO(rule << ", " << check->name << ": " << outcome.detail);
            CHECK(outcome.result != Result::failed);
        }
    }
}

TEST_CASE("a rule with a closure is checked for rate, direction, NaN and double, and mutants are found") {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"ignores_the_schedule", "follows_the_learning_rate"},
        {"ignores_groups", "follows_the_learning_rate"},
        {"hides_nan", "nan_stays_visible"},
        {"goes_uphill", "step_goes_downhill"},
        {"is_another_rule_in_double", "agrees_with_itself_in_double"},
        {"squares_its_step", "huge_gradient_leaves_it_finite"},
    };
    const Loaded good("closure_good", "mutant");
    for (const auto& [mutant, check] : table) {
        const Outcome right = good.run(check), wrong = Loaded("closure_" + mutant, "mutant").run(check);
        INFO(mutant << ", " << check << ": " << right.detail << "; " << wrong.detail);
        CHECK(right.result == Result::passed);
        CHECK(wrong.result == Result::failed);
    }
}

TEST_CASE("lbfgs and sam are compared with themselves in double, and follow the schedule") {
    const Registry built_in = builtin_optimizers();
    const conformance::Subject lbfgs{.registry = built_in, .name = "lbfgs"};
    const Loaded sam("plugin_sam", "sam_closure");
    for (const std::string check : {"agrees_with_itself_in_double", "follows_the_learning_rate", "nan_stays_visible",
                                    "step_goes_downhill", "huge_gradient_leaves_it_finite"}) {
        const Outcome outcome = conformance::run(conformance::find_check(check), lbfgs);
        INFO(check << ": " << outcome.detail);
        CHECK(outcome.result == Result::passed);
        CHECK(sam.run(check).result == Result::passed);
    }
}

TEST_CASE("a failure names the tensor, the row and the column") {
    const std::string place = "layers\\.[0-9]+\\.(weight|bias), row [0-9]+, column [0-9]+";
    const std::vector<std::vector<std::string>> table = {
        {"mutant_hides_nan", "nan_stays_visible", "a gradient that is not a number left " + place + " .*"},
        {"mutant_goes_uphill", "step_goes_downhill", place + " with gradient .* moved by .*"},
        {"mutant_looks_at_the_stretch", "same_bits_for_any_split",
         "in stretches of [0-9]+ rows, " + place + " is .* in one and .* in the other"},
        {"mutant_lacks_epsilon", "tiny_gradient_leaves_it_finite", "after .* " + place + " is -?(nan|inf)"},
        {"mutant_reads_a_neighbour", "columns_do_not_meet", "another gradient for " + place + " changed " + place},
        {"mutant_reads_padding", "reads_no_neighbour",
         "with NaN in all other rows and in padding, " + place + " became -?nan .*"},
        {"mutant_corrects_per_tensor", "tensors_do_not_count", "after 20 steps " + place + " is .*"},
    };
    for (const auto& row : table) {
        const Outcome outcome = Loaded(row[0], "mutant").run(row[1]);
        CHECK_THAT(outcome.detail, Catch::Matchers::Matches(row[2]));
    }
}

TEST_CASE("a trajectory may have several layers: weights row by row, then biases, layer after layer") {
    const Registry registry = builtin_optimizers();
    conformance::Subject subject{.registry = registry, .name = "gd", .settings = {{"learning_rate", "0.5"}}};
    const conformance::Check& check = conformance::find_check("agrees_with_trajectory");
    // layers.0: weights (1, 2), biases (3, 4); layers.1: weights 5 and 6, bias 7
    const std::string head =
        R"({"shape": [1, 2, 1], "start": [1, 2, 3, 4, 5, 6, 7], "gradients": [[2, 2, 2, 2, 2, 2, 4]], )";
    subject.trajectory = head + R"("weights": {"1": [0, 1, 2, 3, 4, 5, 5]}})";
    CHECK(conformance::run(check, subject).detail == "in float and in double");
    subject.trajectory = head + R"("weights": {"1": [0, 1, 2, 3, 4, 9, 5]}})";
    CHECK(conformance::run(check, subject).detail ==
          "in float: after step 1 layers.1.weight, row 1, column 0 is 5, the trajectory says 9");
    for (const std::string shape : {"[1]", "[1, 0]", "[4096, 4096, 4096]", "[1, 2.5]"}) {
        subject.trajectory = R"({"shape": )" + shape + R"(, "start": [], "gradients": [], "weights": {}})";
        CHECK_THAT(conformance::run(check, subject).detail, Catch::Matchers::StartsWith("trajectory: shape: "));
    }
}

TEST_CASE("a trajectory of a rule with a closure is that on a function, and is never skipped") {
    Loaded loaded("closure_good", "mutant");
    loaded.subject.settings = {{"learning_rate", "0.001"}};
    double x = -1, y = 2;  // Rosenbrock's function: df/dx = -2 (1 - x) - 400 x (y - x^2), df/dy = 200 (y - x^2)
    for (int step = 0; step < 2; ++step) {
        const double in_x = -2 * (1 - x) - 400 * x * (y - x * x), in_y = 200 * (y - x * x);
        x -= 0.001 * in_x;
        y -= 0.001 * in_y;
    }
    const auto trajectory = [](const std::string& what, const std::string& weights) {
        return R"({"shape": [1, 1], "start": [-1, 2], )" + what + R"(, "weights": {"2": [)" + weights + "]}}";
    };
    char exact[100];
    std::snprintf(exact, sizeof(exact), "%.17g, %.17g", x, y);
    loaded.subject.trajectory = trajectory(R"("function": "rosenbrock")", exact);
    CHECK(loaded.run("agrees_with_trajectory").detail == "in float and in double");
    loaded.subject.trajectory = trajectory(R"("function": "rosenbrock")", "0, 0");
    CHECK(loaded.run("agrees_with_trajectory").result == Result::failed);
    loaded.subject.trajectory = trajectory(R"("function": "rosenbrok")", exact);
    CHECK_THAT(loaded.run("agrees_with_trajectory").detail, Catch::Matchers::Contains("one of rosenbrock, beale"));
    loaded.subject.trajectory = trajectory(R"("gradients": [[1, 1], [1, 1]])", exact);
    const Outcome refused = loaded.run("agrees_with_trajectory");
    CHECK(refused.result == Result::failed);
    CHECK_THAT(refused.detail, Catch::Matchers::Contains("the name of a function"));
}
