#pragma once
/// \file
/// A rule around others, of `descent new-optimizer --kind wrapper`. @NAME@ and @STRUCT@ stand for the optimizer's name,
/// as users type it and as the struct is called.

namespace descent::update::templates {

inline constexpr const char* wrapper = R"(#include <descent/optimizer.h>

namespace {

// After each step of the rule inside:  a = d a + (1-d) w. The model is a.
// Source: the page or paper that the rule is from. Say here where others differ.
struct @STRUCT@ {
    static constexpr const char* name = "@NAME@";
    static constexpr const char* formula = "a = d a + (1-d) w; the model is a";
    static constexpr const char* source = "the page or paper that the rule is from";
    static constexpr bool wraps = true;

    // Hyper-parameters, which users set as @NAME@.decay: the initial values are the defaults.
    double decay = 0.99;
    static constexpr descent::HyperParameter<@STRUCT@> hyper_parameters[] = {
        {"decay", &@STRUCT@::decay, {0, 0.999999}, descent::Scale::linear, "d, how slowly the average forgets"},
    };

    // State, one number for every weight and bias. The slot that is named here starts as a copy of the first weights,
    // and is measured and saved as the model. A wrapper that only changes steps has no such line.
    static constexpr descent::Slot slots[] = {{"average", "a, average of the weights"}};
    static constexpr int evaluation_slot = 0;

    // With `static constexpr int before_slot = 1;` and a slot for it, the weights before the step would be there.

    // One weight or bias, as the rule inside left it; the gradient is the one that it saw.
    template <class Value>
    void update(Value& weight, Value, Value& average, const descent::Step&) const {
        average += (1 - decay) * (weight - average);
    }
};

}  // namespace

DESCENT_OPTIMIZER(@STRUCT@)
)";

}  // namespace descent::update::templates
