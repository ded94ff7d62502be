#pragma once
/// \file
/// The one table of rules: settings worth testing, and wrong ones with the message that users should get.

#include <map>
#include <string>
#include <vector>

namespace descent::test {

using Settings = std::map<std::string, std::string>;

struct WrongSetting {
    std::string name, value, message;
};

struct RuleRow {
    std::string name;
    std::vector<Settings> settings;               ///< each is tested for every property
    Settings on_a_parabola;                       ///< with these it reaches the bottom of a parabola in 2000 steps
    std::map<std::string, double> defaults = {};  ///< as PyTorch has them
    std::vector<WrongSetting> wrong = {};
};

inline const std::vector<RuleRow>& rule_table() {
    static const std::vector<RuleRow> table = {
        {.name = "gd",
         .settings = {{}, {{"learning_rate", "0.3"}}},
         .on_a_parabola = {{"learning_rate", "0.3"}},
         .defaults = {{"learning_rate", 0.01}},
         .wrong = {{"learning_rate", "0", "set learning_rate: is 0, expected 1e-08 to 100"},
                   {"learning_rate", "fast", "set learning_rate: is 'fast', expected a number from 1e-08 to 100"},
                   {"learning_rate", "nan", "set learning_rate: is nan, expected 1e-08 to 100"},
                   {"momentum", "0.9",
                    "set momentum: optimizer 'gd' has no such hyper-parameter (it has: learning_rate)"}}},
        {.name = "momentum",
         .settings = {{}, {{"variant", "torch"}}, {{"momentum", "0"}}},
         .on_a_parabola = {{"learning_rate", "0.1"}},
         .defaults = {{"learning_rate", 0.01}, {"momentum", 0.9}},
         .wrong = {{"momentum", "1", "set momentum: is 1, expected 0 to 0.9999"},
                   {"momentun", "0.5",
                    "set momentun: optimizer 'momentum' has no such hyper-parameter; did you mean 'momentum'? (it has: "
                    "learning_rate, momentum, variant)"},
                   {"variant", "torsh",
                    "set variant: is 'torsh', expected one of: velocity, torch; did you mean 'torch'?"}}},
        {.name = "nesterov",
         .settings = {{}, {{"variant", "classic"}}},
         .on_a_parabola = {{"learning_rate", "0.1"}},
         .defaults = {{"learning_rate", 0.01}, {"momentum", 0.9}},
         .wrong = {{"momentum", "-0.1", "set momentum: is -0.1, expected 0 to 0.9999"}}},
        {.name = "adagrad",
         .settings = {{}, {{"start", "0.5"}}, {{"variant", "keras"}}},
         .on_a_parabola = {{"learning_rate", "1"}},
         .defaults = {{"learning_rate", 0.01}, {"epsilon", 1e-10}, {"start", 0}},
         .wrong = {{"epsilon", "0", "set epsilon: is 0, expected 1e-16 to 1"}}},
        {.name = "rmsprop",
         .settings = {{},
                      {{"momentum", "0.9"}},
                      {{"centered", "yes"}},
                      {{"momentum", "0.5"}, {"centered", "yes"}, {"variant", "keras"}}},
         .on_a_parabola = {{"learning_rate", "0.001"}},
         .defaults = {{"learning_rate", 0.01}, {"rho", 0.99}, {"epsilon", 1e-8}},
         .wrong = {{"centered", "1", "set centered: is '1', expected one of: no, yes"}}},
        {.name = "adam",
         .settings = {{}, {{"variant", "eps_hat"}}, {{"variant", "amsgrad"}, {"beta2", "0.9"}}},
         .on_a_parabola = {{"learning_rate", "0.1"}},
         .defaults = {{"learning_rate", 0.001}, {"beta1", 0.9}, {"beta2", 0.999}, {"epsilon", 1e-8}},
         .wrong = {{"beta1", "1", "set beta1: is 1, expected 0 to 0.9999"},
                   {"beta2", "", "set beta2: is '', expected a number from 0 to 0.999999"}}},
        {.name = "nadam",
         .settings = {{}, {{"variant", "keras"}}, {{"variant", "dozat"}}, {{"psi", "0.5"}}},
         .on_a_parabola = {{"learning_rate", "0.05"}},
         .defaults = {{"learning_rate", 0.002}, {"psi", 0.004}},
         .wrong = {{"psi", "2", "set psi: is 2, expected 0 to 1"}}},
        {.name = "adamw",
         .settings = {{}, {{"weight_decay", "0.5"}}},
         .on_a_parabola = {{"learning_rate", "0.1"}, {"weight_decay", "0"}},
         .defaults = {{"weight_decay", 0.01}},
         .wrong = {{"weight_decay", "-1", "set weight_decay: is -1, expected 0 to 10"}}},
        {.name = "adadelta",
         .settings = {{}, {{"learning_rate", "10"}}},
         .on_a_parabola = {{"learning_rate", "10"}, {"epsilon", "1e-4"}},
         .defaults = {{"learning_rate", 1}, {"rho", 0.9}, {"epsilon", 1e-6}},
         .wrong = {{"rho", "1", "set rho: is 1, expected 0 to 0.99999"}}},
        {.name = "adamax",
         .settings = {{}, {{"beta2", "0.9"}}},
         .on_a_parabola = {{"learning_rate", "0.1"}},
         .defaults = {{"learning_rate", 0.002}},
         .wrong = {{"epsilon", "2", "set epsilon: is 2, expected 1e-16 to 1"}}},
        {.name = "lion",
         .settings = {{}, {{"weight_decay", "0.1"}}},
         .on_a_parabola = {{"learning_rate", "0.002"}},
         .defaults = {{"learning_rate", 1e-4}, {"beta2", 0.99}},
         .wrong = {{"learning_rate", "10", "set learning_rate: is 10, expected 1e-08 to 1"}}},
        {.name = "rprop",
         .settings = {{}, {{"increase", "1.1"}, {"largest", "0.1"}}},
         .on_a_parabola = {},
         .defaults = {{"learning_rate", 0.01}, {"largest", 50}, {"smallest", 1e-6}},
         .wrong = {{"decrease", "1.5", "set decrease: is 1.5, expected 0.01 to 1"},
                   {"smallest", "1",
                    "optimizer 'rprop': cannot start with these settings: smallest is above largest"}}},
        {.name = "lars",
         .settings = {{}, {{"momentum", "0"}}},
         .on_a_parabola = {{"trust", "0.02"}, {"weight_decay", "0"}, {"momentum", "0"}, {"learning_rate", "1"}},
         .wrong = {{"trust", "100", "set trust: is 100, expected 1e-06 to 10"}}},
        {.name = "lamb",
         .settings = {{}, {{"weight_decay", "0"}}},
         .on_a_parabola = {{"learning_rate", "0.01"}, {"weight_decay", "0"}},
         .wrong = {{"beta2", "1", "set beta2: is 1, expected 0 to 0.999999"}}},
        {.name = "adan",
         .settings = {{}, {{"weight_decay", "0.3"}}, {{"variant", "decoupled"}, {"weight_decay", "0.3"}}},
         .on_a_parabola = {{"learning_rate", "0.05"}},
         .defaults = {{"learning_rate", 0.001}, {"beta1", 0.98}, {"beta2", 0.92}, {"beta3", 0.99}},
         .wrong = {{"variant", "prox", "set variant: is 'prox', expected one of: proximal, decoupled"}}},
        {.name = "ademamix",
         .settings = {{}, {{"warmup", "20"}, {"beta3", "0.99"}}, {{"weight_decay", "0.3"}}},
         .on_a_parabola = {{"learning_rate", "0.02"}, {"beta3", "0.9"}, {"alpha", "0.5"}},
         .defaults = {{"learning_rate", 0.001}, {"beta3", 0.9999}, {"alpha", 5}},
         .wrong = {{"warmup", "2.5", "set warmup: is 2.5, expected a whole number from 0 to 1e+07"}}},
        {.name = "radam",
         .settings = {{}, {{"beta2", "0.9"}}},
         .on_a_parabola = {{"learning_rate", "0.1"}},
         .defaults = {{"learning_rate", 0.001}, {"beta1", 0.9}, {"beta2", 0.999}, {"epsilon", 1e-8}},
         .wrong = {{"beta2", "1", "set beta2: is 1, expected 0 to 0.999999"}}},
        {.name = "nadamw",
         .settings = {{}, {{"psi", "0.5"}, {"weight_decay", "0.3"}}},
         .on_a_parabola = {{"learning_rate", "0.05"}, {"weight_decay", "0"}},
         .defaults = {{"learning_rate", 0.002}, {"psi", 0.004}, {"weight_decay", 0.01}},
         .wrong = {{"weight_decay", "-1", "set weight_decay: is -1, expected 0 to 10"}}},
        {.name = "muon",
         .settings = {{}, {{"scale", "rms"}, {"iterations", "2"}}, {{"matrices", "hidden"}, {"others_rate", "1"}}},
         .on_a_parabola = {{"learning_rate", "0.01"}, {"weight_decay", "0"}, {"others_rate", "1"}},
         .defaults = {{"momentum", 0.95}, {"iterations", 5}},
         .wrong = {{"iterations", "2.5", "set iterations: is 2.5, expected a whole number from 1 to 20"},
                   {"matrices", "first", "set matrices: is 'first', expected one of: all, hidden"}}},
        {.name = "yogi",
         .settings = {{}, {{"variant", "paper"}}, {{"start", "0.1"}}},
         .on_a_parabola = {{"learning_rate", "0.05"}},
         .defaults = {{"learning_rate", 0.01}, {"epsilon", 1e-3}, {"start", 1e-6}},
         .wrong = {{"start", "-1", "set start: is -1, expected 0 to 10"}}},
    };
    return table;
}

}  // namespace descent::test
