#include <descent/optimizer.h>

namespace {

// torch: s += g^2;  w -= eta g / (sqrt(s) + eps)
// keras: s += g^2;  w -= eta g / sqrt(s + eps)      (its defaults: s0 0.1, eps 1e-7)
// Source: Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
// 2011.
struct Adagrad {
    static constexpr const char* name = "adagrad";
    static constexpr const char* formula = "s += g^2; w -= eta g / (sqrt(s) + eps)";
    static constexpr const char* source = "Duchi, Hazan and Singer 2011";

    enum Variant { torch, keras };
    static constexpr const char* variants[] = {"torch", "keras"};

    double learning_rate = 0.01;
    double epsilon = 1e-10;
    double start = 0;
    int variant = torch;

    static constexpr descent::HyperParameter<Adagrad> hyper_parameters[] = {
        {"learning_rate", &Adagrad::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"epsilon", &Adagrad::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0 (Keras: 1e-7)"},
        {"start", &Adagrad::start, {0, 1000}, descent::Scale::linear, "s before the first step (Keras: 0.1)"},
        {"variant", &Adagrad::variant, variants, "keras: eps stands inside the root"},
    };
    static constexpr descent::Slot slots[] = {{"square_sum", "s: sum of squared gradients"}};

    double slot_start(int) const { return start; }

    template <class Value>
    void update(Value& weight, Value gradient, Value& square_sum, const descent::Step& step) const {
        square_sum += gradient * gradient;
        const Value divisor = variant == keras ? sqrt(square_sum + epsilon) : sqrt(square_sum) + epsilon;
        weight -= step.learning_rate * gradient / divisor;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Adagrad)
