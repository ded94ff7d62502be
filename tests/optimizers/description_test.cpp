// What users read about the built-in rules.
#include <set>

#include <descent/error.h>
#include <descent/registry.h>

#include "rules.h"
#include "support/catch.h"

using namespace descent;

namespace {

double default_of(const OptimizerInfo& info, const std::string& name) {
    for (const HyperParameterInfo& parameter : info.hyper_parameters) {
        if (parameter.name == name) return parameter.default_value;
    }
    FAIL(info.name << " has no hyper-parameter " << name);
    return 0;
}

}  // namespace

TEST_CASE("defaults are those that formulas.md and PyTorch give") {
    const Registry registry = builtin_optimizers();
    const std::vector<std::tuple<std::string, std::string, double>> expected = {
        {"gd", "learning_rate", 0.01},
        {"momentum", "learning_rate", 0.01},
        {"momentum", "momentum", 0.9},
        {"nesterov", "learning_rate", 0.01},
        {"nesterov", "momentum", 0.9},
        {"adagrad", "learning_rate", 0.01},
        {"adagrad", "epsilon", 1e-10},
        {"adagrad", "start", 0},
        {"rmsprop", "learning_rate", 0.01},
        {"rmsprop", "rho", 0.99},
        {"rmsprop", "epsilon", 1e-8},
        {"adam", "learning_rate", 0.001},
        {"adam", "beta1", 0.9},
        {"adam", "beta2", 0.999},
        {"adam", "epsilon", 1e-8},
        {"nadam", "learning_rate", 0.002},
        {"nadam", "psi", 0.004},
        {"adamw", "weight_decay", 0.01},
        {"adadelta", "learning_rate", 1},
        {"adadelta", "rho", 0.9},
        {"adadelta", "epsilon", 1e-6},
        {"adamax", "learning_rate", 0.002},
        {"lion", "learning_rate", 1e-4},
        {"lion", "beta2", 0.99},
        {"rprop", "learning_rate", 0.01},
        {"rprop", "largest", 50},
        {"rprop", "smallest", 1e-6},
    };
    for (const auto& [name, parameter, value] : expected) {
        INFO(name << " " << parameter);
        CHECK(default_of(registry.info(name), parameter) == value);
    }
}

TEST_CASE("the table of rules covers every built-in optimizer") {
    std::set<std::string> tested = {"lbfgs"};  // has tests of its own
    for (const test::RuleRow& row : test::rule_table()) tested.insert(row.name);
    for (const OptimizerInfo& info : builtin_optimizers().list()) CHECK(tested.count(info.name) == 1);
}

TEST_CASE("every built-in rule says its formula, its source and what each setting means") {
    for (const OptimizerInfo& info : builtin_optimizers().list()) {
        INFO(info.name);
        CHECK(!info.formula.empty());
        CHECK(!info.source.empty());
        CHECK(info.file.empty());
        CHECK(default_of(info, "learning_rate") > 0);
        for (const HyperParameterInfo& parameter : info.hyper_parameters) CHECK(!parameter.help.empty());
        for (const SlotInfo& slot : info.slots) CHECK(!slot.help.empty());
    }
}

TEST_CASE("an unknown optimizer is an error that suggests the nearest name") {
    CHECK_THROWS_WITH(builtin_optimizers().info("adan"),
                      Catch::Matchers::StartsWith(
                          "optimizer: there is no optimizer 'adan'; did you mean 'adam'? (known: gd, momentum, "));
    CHECK_THROWS_AS(builtin_optimizers().rule(""), UsageError);
}
