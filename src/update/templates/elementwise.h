#pragma once
/// \file
/// A rule on one number at a time, of `descent new-optimizer`. @NAME@ and @STRUCT@ stand for the optimizer's name, as
/// users type it and as the struct is called.

namespace descent::update::templates {

inline constexpr const char* elementwise = R"(#include <descent/optimizer.h>

namespace {

// v = mu v - eta g;  w += v
// Source: the page or paper that the rule is from. Say here where others differ.
struct @STRUCT@ {
    static constexpr const char* name = "@NAME@";
    static constexpr const char* formula = "v = mu v - eta g; w += v";
    static constexpr const char* source = "the page or paper that the rule is from";

    // Hyper-parameters: the initial values are the defaults.
    double learning_rate = 0.01;
    double momentum = 0.9;
    static constexpr descent::HyperParameter<@STRUCT@> hyper_parameters[] = {
        {"learning_rate", &@STRUCT@::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"momentum", &@STRUCT@::momentum, {0, 0.9999}, descent::Scale::linear, "mu, the share of the last step kept"},
    };

    // State, one number for every weight and bias; zero at the start.
    static constexpr descent::Slot slots[] = {{"velocity", "v, the last step"}};

    // What else a rule may have, such as begin_step, state of the whole run and norms: see <descent/optimizer.h>.

    // One step of one weight or bias. Value stands for many of them at once: use operators and the functions of
    // <descent/value.h>, and select() in the place of if. step.learning_rate has the schedule in it.
    template <class Value>
    void update(Value& weight, Value gradient, Value& velocity, const descent::Step& step) const {
        velocity = momentum * velocity - step.learning_rate * gradient;
        weight += velocity;
    }
};

}  // namespace

DESCENT_OPTIMIZER(@STRUCT@)
)";

}  // namespace descent::update::templates
