#include <descent/optimizer.h>

namespace {

// velocity: v = mu v - eta g;  w += v
// torch:    b = mu b + g;      w -= eta b      (the same while eta is constant, another rule under a schedule)
// Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; the first form is
// dw(t) = -eta g + alpha dw(t-1) of Rumelhart, Hinton and Williams 1986. The first step has no dampening.
struct Momentum {
    static constexpr const char* name = "momentum";
    static constexpr const char* formula = "v = mu v - eta g; w += v";
    static constexpr const char* source = "Polyak 1964; Rumelhart, Hinton and Williams 1986";

    enum Variant { velocity_form, torch };
    static constexpr const char* variants[] = {"velocity", "torch"};

    double learning_rate = 0.01;
    double momentum = 0.9;
    int variant = velocity_form;

    static constexpr descent::HyperParameter<Momentum> hyper_parameters[] = {
        {"learning_rate", &Momentum::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"momentum", &Momentum::momentum, {0, 0.9999}, descent::Scale::linear, "mu, the share of the last step kept"},
        {"variant", &Momentum::variant, variants, "velocity: the rate is part of v; torch: b = mu b + g, w -= eta b"},
    };
    static constexpr descent::Slot slots[] = {{"velocity", "v: the last step (torch: the decaying sum of gradients)"}};

    template <class Value>
    void update(Value& weight, Value gradient, Value& velocity, const descent::Step& step) const {
        if (variant == torch) {
            velocity = flush(momentum * velocity + gradient);
            weight -= step.learning_rate * velocity;
        } else {
            velocity = flush(momentum * velocity - step.learning_rate * gradient);
            weight += velocity;
        }
    }
};

}  // namespace

DESCENT_OPTIMIZER(Momentum)
