#include <descent/optimizer.h>

namespace {

// w -= eta g
// Source: Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847;
// https://www.ruder.io/optimizing-gradient-descent/
struct GradientDescent {
    static constexpr const char* name = "gd";
    static constexpr const char* formula = "w -= eta g";
    static constexpr const char* source = "Cauchy 1847; ruder.io/optimizing-gradient-descent";

    double learning_rate = 0.01;

    static constexpr descent::HyperParameter<GradientDescent> hyper_parameters[] = {
        {"learning_rate",
         &GradientDescent::learning_rate,
         {1e-8, 100},
         descent::Scale::log,
         "eta, the length of a step"},
    };

    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step& step) const {
        weight -= step.learning_rate * gradient;
    }
};

}  // namespace

DESCENT_OPTIMIZER(GradientDescent)
