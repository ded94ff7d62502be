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
    for (const test::RuleRow& row : test::rule_table()) {
        for (const auto& [parameter, value] : row.defaults) {
            INFO(row.name << " " << parameter);
            CHECK(default_of(registry.info(row.name), parameter) == value);
        }
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
    CHECK_THROWS_WITH(builtin_optimizers().info("adm"),
                      Catch::Matchers::StartsWith(
                          "optimizer: there is no optimizer 'adm'; did you mean 'adam'? (known: gd, momentum, "));
    CHECK_THROWS_AS(builtin_optimizers().rule(""), UsageError);
}
