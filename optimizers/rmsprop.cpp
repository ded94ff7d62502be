#include <descent/optimizer.h>

namespace {

// v = rho v + (1 - rho) g^2;  w -= eta g / (sqrt(v) + eps)
// centered:       m = rho m + (1 - rho) g, and max(0, v - m^2) stands for v under the root: the variance is never
//                 negative, but the rounded difference is, where the gradient hardly changes
// momentum > 0:   b = mu b + g / (sqrt(v) + eps);  w -= eta b
// keras:          eps inside the root, and the rate inside b: b = mu b + eta g / sqrt(v + eps); w -= b
// Source: Hinton, "Neural Networks for Machine Learning", lecture 6e, 2012; centered: Graves, "Generating Sequences
// With Recurrent Neural Networks", 2013.
struct RmsProp {
    static constexpr const char* name = "rmsprop";
    static constexpr const char* formula = "v = rho v + (1-rho) g^2; w -= eta g / (sqrt(v) + eps)";
    static constexpr const char* source = "Hinton 2012, lecture 6e; centered: Graves 2013";

    enum Variant { torch, keras };
    static constexpr const char* variants[] = {"torch", "keras"};
    enum Centered { no, yes };
    static constexpr const char* no_or_yes[] = {"no", "yes"};
    enum SlotNumber { square_slot, velocity_slot, mean_slot };

    double learning_rate = 0.01;
    double rho = 0.99;
    double epsilon = 1e-8;
    double momentum = 0;
    int centered = no;
    int variant = torch;

    static constexpr descent::HyperParameter<RmsProp> hyper_parameters[] = {
        {"learning_rate", &RmsProp::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"rho", &RmsProp::rho, {0, 0.99999}, descent::Scale::linear, "how slowly the mean square forgets (Keras: 0.9)"},
        {"epsilon", &RmsProp::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"momentum", &RmsProp::momentum, {0, 0.9999}, descent::Scale::linear, "mu, the share of the last step kept"},
        {"centered", &RmsProp::centered, no_or_yes, "divide by the deviation, not by the mean square"},
        {"variant", &RmsProp::variant, variants, "keras: eps stands inside the root, the rate inside the momentum"},
    };
    static constexpr descent::Slot slots[] = {
        {"square", "v: moving average of squared gradients"},
        {"velocity", "b: decaying sum of steps", true},
        {"mean", "m: moving average of gradients", true},
    };

    bool uses_slot(int slot) const {
        return slot == square_slot || (slot == velocity_slot && momentum > 0) || (slot == mean_slot && centered == yes);
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& square, Value& velocity, Value& mean,
                const descent::Step& step) const {
        square = flush(rho * square + (1 - rho) * gradient * gradient);
        Value spread = square;
        if (centered == yes) {
            mean = flush(rho * mean + (1 - rho) * gradient);
            spread = max(Value(0), square - mean * mean);
        }
        if (variant == keras) {
            velocity = flush(momentum * velocity + step.learning_rate * gradient / sqrt(spread + epsilon));
            weight -= velocity;
        } else {
            velocity = flush(momentum * velocity + gradient / (sqrt(spread) + epsilon));
            weight -= step.learning_rate * velocity;
        }
    }
};

}  // namespace

DESCENT_OPTIMIZER(RmsProp)
