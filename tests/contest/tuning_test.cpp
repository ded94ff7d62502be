#include "contest/tuning.h"

#include <descent/error.h>

#include <cmath>
#include <set>

#include "support/catch.h"

using namespace descent;
using namespace descent::contest;

namespace {

const HyperParameterInfo rate{.name = "learning_rate",
                              .help = "",
                              .default_value = 1,
                              .minimum = 1e-4,
                              .maximum = 1e4,
                              .scale = Scale::log,
                              .choices = {}};
const HyperParameterInfo momentum{.name = "momentum",
                                  .help = "",
                                  .default_value = 0.9,
                                  .minimum = 0,
                                  .maximum = 0.999,
                                  .scale = Scale::linear,
                                  .choices = {}};
const HyperParameterInfo variant{.name = "variant",
                                 .help = "",
                                 .default_value = 0,
                                 .minimum = 0,
                                 .maximum = 2,
                                 .scale = Scale::choice,
                                 .choices = {"torch", "keras", "ruder"}};

OptimizerInfo optimizer() {
    OptimizerInfo info;
    info.name = "momentum";
    info.hyper_parameters = {rate, momentum, variant};
    return info;
}

std::vector<std::string> rates(const std::vector<Settings>& settings) {
    std::vector<std::string> found;
    for (const Settings& one : settings) found.push_back(one.at("learning_rate"));
    return found;
}

}  // namespace

TEST_CASE("a logarithmic grid goes from a hundredth of the default to a hundred times it, in half decades") {
    const auto settings = settings_to_try({"momentum"}, optimizer(), {.tuning = Tuning::grid, .budget = 9});
    REQUIRE(rates(settings) ==
            std::vector<std::string>{"0.01", "0.03162", "0.1", "0.3162", "1", "3.162", "10", "31.62", "100"});
}

TEST_CASE("a grid never leaves the declared range") {
    OptimizerInfo info = optimizer();
    info.hyper_parameters[0].minimum = 0.1;
    info.hyper_parameters[0].maximum = 10;
    const auto settings = settings_to_try({"momentum"}, info, {.tuning = Tuning::grid, .budget = 3});
    REQUIRE(rates(settings) == std::vector<std::string>{"0.1", "1", "10"});
}

TEST_CASE("grid points that are no powers of ten have four digits") {
    const auto settings = settings_to_try({"momentum"}, optimizer(), {.tuning = Tuning::grid, .budget = 4});
    REQUIRE(rates(settings) == std::vector<std::string>{"0.01", "0.2154", "4.642", "100"});
}

TEST_CASE("a grid over two hyper-parameters stays within the budget") {
    const Protocol protocol{.tuning = Tuning::grid, .budget = 10, .tuned = {"learning_rate", "momentum"}};
    const auto settings = settings_to_try({"momentum"}, optimizer(), protocol);
    REQUIRE(settings.size() == 9);
    REQUIRE(settings[0] == Settings{{"learning_rate", "0.01"}, {"momentum", "0"}});
    REQUIRE(settings[4] == Settings{{"learning_rate", "1"}, {"momentum", "0.4995"}});
    REQUIRE(settings[8] == Settings{{"learning_rate", "100"}, {"momentum", "0.999"}});
}

TEST_CASE("a budget of one is the middle of the range") {
    const auto settings = settings_to_try({"momentum"}, optimizer(), {.tuning = Tuning::grid, .budget = 1});
    REQUIRE(rates(settings) == std::vector<std::string>{"1"});
}

TEST_CASE("given settings are fixed, and lists of them are combined with every point") {
    const Contestant given{"momentum", {{"momentum", {"0.5", "0.9"}}, {"variant", {"keras"}}}};
    const auto settings = settings_to_try(given, optimizer(), {.tuning = Tuning::grid, .budget = 3});
    REQUIRE(settings.size() == 6);
    for (const Settings& one : settings) REQUIRE(one.at("variant") == "keras");
    REQUIRE(settings[0].at("momentum") == "0.5");
    REQUIRE(settings[1].at("momentum") == "0.9");
    REQUIRE(settings[0].at("learning_rate") == settings[1].at("learning_rate"));
}

TEST_CASE("a list of rates replaces the grid of the declared range") {
    const Contestant given{"momentum", {{"learning_rate", {"0.3", "0.1"}}}};
    REQUIRE(rates(settings_to_try(given, optimizer(), {.tuning = Tuning::grid})) ==
            std::vector<std::string>{"0.3", "0.1"});
    REQUIRE(rates(settings_to_try(given, optimizer(), {.tuning = Tuning::none})) ==
            std::vector<std::string>{"0.3", "0.1"});
}

TEST_CASE("without tuning there is one setting: the given values, else the defaults") {
    REQUIRE(settings_to_try({"momentum"}, optimizer(), {.tuning = Tuning::none}) == std::vector<Settings>{{}});
    const Contestant given{"momentum", {{"momentum", {"0.5"}}}};
    REQUIRE(settings_to_try(given, optimizer(), {.tuning = Tuning::none}) ==
            std::vector<Settings>{{{"momentum", "0.5"}}});
}

TEST_CASE("an optimizer without the searched hyper-parameter is tried as it is") {
    REQUIRE(settings_to_try({"lbfgs"}, {}, {.tuning = Tuning::grid}) == std::vector<Settings>{{}});
}

TEST_CASE("random points fill the range, are the same again, and differ between seeds") {
    const Protocol protocol{.tuning = Tuning::random, .budget = 200, .tuned = {"learning_rate", "momentum", "variant"}};
    const auto settings = settings_to_try({"momentum"}, optimizer(), protocol);
    REQUIRE(settings.size() == 200);
    std::size_t below_one = 0;
    std::set<std::string> variants;
    for (const Settings& one : settings) {
        const double value = std::stod(one.at("learning_rate"));
        REQUIRE(value >= 0.01);
        REQUIRE(value <= 100);
        below_one += value < 1;
        variants.insert(one.at("variant"));
    }
    REQUIRE(below_one > 70);  // half of them: 100 expected, standard deviation 7
    REQUIRE(below_one < 130);
    REQUIRE(variants.size() == 3);
    REQUIRE(settings_to_try({"momentum"}, optimizer(), protocol) == settings);
    Protocol other = protocol;
    other.first_seed = 2;
    REQUIRE(settings_to_try({"momentum"}, optimizer(), other) != settings);
}

TEST_CASE("the quasi-random sequence is Halton's") {
    REQUIRE(halton(0, 2) == std::vector<double>{0.5, 1.0 / 3});
    REQUIRE(halton(1, 1) == std::vector<double>{0.25});
    REQUIRE(halton(2, 1) == std::vector<double>{0.75});
    REQUIRE(halton(5, 1) == std::vector<double>{0.375});    // 6 = 110 in binary: 0.011
    REQUIRE(halton(4, 2)[1] == Approx(2.0 / 3 + 1.0 / 9));  // 5 = 12 in ternary: 0.21
}

TEST_CASE("quasi-random points leave no large gap in the range") {
    const auto settings = settings_to_try({"momentum"}, optimizer(), {.tuning = Tuning::quasi_random, .budget = 8});
    std::set<int> eighths;
    for (const std::string& text : rates(settings))
        eighths.insert(static_cast<int>(2 * std::log10(std::stod(text)) + 4.0001));
    REQUIRE(eighths.size() == 8);  // one point half a decade
}

TEST_CASE("points that fall together are tried once") {
    const Protocol protocol{.tuning = Tuning::grid, .budget = 7, .tuned = {"variant"}};
    const auto settings = settings_to_try({"momentum"}, optimizer(), protocol);
    REQUIRE(settings == std::vector<Settings>{{{"variant", "torch"}}, {{"variant", "keras"}}, {{"variant", "ruder"}}});
}

TEST_CASE("a range without a logarithm, no budget, and too many settings are refused") {
    OptimizerInfo info = optimizer();
    info.hyper_parameters[0].minimum = 0;
    REQUIRE_THROWS_AS(settings_to_try({"momentum"}, info, {.tuning = Tuning::grid}), UsageError);
    REQUIRE_THROWS_AS(settings_to_try({"momentum"}, optimizer(), {.tuning = Tuning::grid, .budget = 0}), UsageError);
    const std::vector<std::string> many(400, "1");
    const Contestant huge{"momentum", {{"momentum", many}, {"learning_rate", many}}};
    REQUIRE_THROWS_AS(settings_to_try(huge, optimizer(), {.tuning = Tuning::none}), UsageError);
}

TEST_CASE("of a whole number, whole values of its range are tried, each once") {
    OptimizerInfo info;
    info.hyper_parameters = {{.name = "period",
                              .help = "",
                              .default_value = 2,
                              .minimum = 1,
                              .maximum = 6,
                              .scale = Scale::linear,
                              .choices = {},
                              .whole = true}};
    Protocol protocol;
    protocol.tuning = Tuning::grid;
    protocol.tuned = {"period"};
    protocol.budget = 30;
    std::set<std::string> tried;
    const auto settings = settings_to_try({}, info, protocol);
    for (const Settings& one : settings) tried.insert(one.at("period"));
    CHECK(tried == std::set<std::string>{"1", "2", "3", "4", "5", "6"});
    CHECK(settings.size() == tried.size());
    info.hyper_parameters[0].scale = Scale::log;
    for (const Settings& one : settings_to_try({}, info, protocol)) CHECK(tried.contains(one.at("period")));
}
