// Every rule finds the bottom of a parabola; most cross Rosenbrock's valley.
#include <cmath>

#include "double_run.h"
#include "rules.h"
#include "support/catch.h"
#include "trajectories.h"

using namespace descent;
using namespace descent::test;

TEST_CASE("every rule comes close to the bottom of a parabola") {
    const Registry registry = builtin_optimizers();
    const std::vector<std::size_t> places = small_places();
    for (const RuleRow& row : rule_table()) {
        INFO(row.name);
        DoubleRun run(registry, row.name, row.on_a_parabola, small_layout());
        std::vector<double> gradient(small_layout().size, 0.0);
        const auto bottom = [](std::size_t i) { return 0.5 + 0.1 * static_cast<double>(i); };
        for (int t = 0; t < 2000; ++t) {
            for (std::size_t i = 0; i < places.size(); ++i) {
                gradient[places[i]] = (0.5 + 0.25 * static_cast<double>(i)) * (run.weights()[places[i]] - bottom(i));
            }
            run.step(run.learning_rate(), gradient);
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
            CHECK(run.weights()[places[i]] == Approx(bottom(i)).margin(0.02));
        }
    }
}

TEST_CASE("rules with momentum cross Rosenbrock's valley") {
    const Registry registry = builtin_optimizers();
    const std::vector<std::pair<std::string, Settings>> runs = {
        {"momentum", {{"learning_rate", "0.0005"}, {"momentum", "0.95"}}},
        {"nesterov", {{"learning_rate", "0.0005"}, {"momentum", "0.95"}}},
        {"adam", {{"learning_rate", "0.02"}}},
        {"nadam", {{"learning_rate", "0.02"}}},
        {"adamax", {{"learning_rate", "0.05"}}},
        {"rprop", {}},
    };
    const std::vector<std::size_t> places = small_places();
    for (const auto& [name, settings] : runs) {
        INFO(name);
        DoubleRun run(registry, name, settings, small_layout());
        double& x = run.weights()[places[0]];
        double& y = run.weights()[places[1]];
        x = -1.2;
        y = 1;
        std::vector<double> gradient(small_layout().size, 0.0);
        for (int t = 0; t < 10000; ++t) {
            gradient[places[0]] = -400 * x * (y - x * x) - 2 * (1 - x);
            gradient[places[1]] = 200 * (y - x * x);
            run.step(run.learning_rate(), gradient);
        }
        CHECK(x == Approx(1).margin(0.01));
        CHECK(y == Approx(1).margin(0.02));
    }
}
