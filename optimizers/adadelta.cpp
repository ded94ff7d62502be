#include <descent/optimizer.h>

namespace {

// v = rho v + (1 - rho) g^2;  d = sqrt(u + eps) / sqrt(v + eps) g;  u = rho u + (1 - rho) d^2;  w -= eta d
// Source: Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012 (eta is 1 there).
struct Adadelta {
    static constexpr const char* name = "adadelta";
    static constexpr const char* formula =
        "v = rho v + (1-rho) g^2; d = sqrt(u+eps)/sqrt(v+eps) g; u = rho u + (1-rho) d^2; w -= eta d";
    static constexpr const char* source = "Zeiler 2012";

    double learning_rate = 1;
    double rho = 0.9;
    double epsilon = 1e-6;

    static constexpr descent::HyperParameter<Adadelta> hyper_parameters[] = {
        {"learning_rate", &Adadelta::learning_rate, {1e-6, 100}, descent::Scale::log, "eta, a factor on every step"},
        {"rho", &Adadelta::rho, {0, 0.99999}, descent::Scale::linear, "how slowly both mean squares forget"},
        {"epsilon", &Adadelta::epsilon, {1e-16, 1}, descent::Scale::log, "eps, makes the first steps possible"},
    };
    static constexpr descent::Slot slots[] = {
        {"square", "v: moving average of squared gradients"},
        {"step_square", "u: moving average of squared steps"},
    };

    template <class Value>
    void update(Value& weight, Value gradient, Value& square, Value& step_square, const descent::Step& step) const {
        square = flush(rho * square + (1 - rho) * gradient * gradient);
        const Value change = sqrt(step_square + epsilon) / sqrt(square + epsilon) * gradient;
        step_square = flush(rho * step_square + (1 - rho) * change * change);
        weight -= step.learning_rate * change;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Adadelta)
