// Wrong settings: one clear line each.
#include <descent/error.h>

#include "rules.h"
#include "support/catch.h"
#include "trajectories.h"
#include "update/optimizer.h"

using namespace descent;
using namespace descent::test;

TEST_CASE("every wrong setting of the table is refused with its message") {
    const Registry registry = builtin_optimizers();
    for (const RuleRow& row : rule_table()) {
        for (const WrongSetting& wrong : row.wrong) {
            Settings settings = {{wrong.name, wrong.value}};
            if (wrong.name == "smallest") settings["largest"] = "0.5";
            INFO(row.name << " " << wrong.name << "=" << wrong.value);
            CHECK_THROWS_WITH(update::Optimizer(registry, row.name, settings, small_layout(), InstructionSet::baseline),
                              wrong.message);
        }
    }
}

TEST_CASE("unused slots take no memory") {
    const Registry registry = builtin_optimizers();
    const auto slots = [&](const std::string& name, const Settings& settings) {
        return update::Optimizer(registry, name, settings, small_layout(), InstructionSet::baseline).slot_names();
    };
    CHECK(slots("gd", {}).empty());
    CHECK(slots("adam", {}) == std::vector<std::string>{"mean", "square"});
    CHECK(slots("adam", {{"variant", "amsgrad"}}) == std::vector<std::string>{"mean", "square", "largest_square"});
    CHECK(slots("rmsprop", {}) == std::vector<std::string>{"square"});
    CHECK(slots("rmsprop", {{"momentum", "0.5"}}) == std::vector<std::string>{"square", "velocity"});
    CHECK(slots("rmsprop", {{"centered", "yes"}}) == std::vector<std::string>{"square", "mean"});
}
