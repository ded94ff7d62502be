#include <descent/optimizer.h>

namespace {

// w *= 1 - eta wd, and in step 1 besides v = g^2 alone. Then, t counting updates from 1:
// m = b1 m + (1-b1) clip(g / max(sqrt(v), eps), t^(1/4));  w -= eta m;  v = b2 v + (1-b2) g^2
// The gradient is divided by the v of the steps before, which does not know it.
// Source: Taniguchi et al., "ADOPT: Modified Adam Can Converge with Any b2 with the Optimal Rate", 2024, algorithm 2;
// without clip algorithm 1. pytorch-optimizer 4.1 clips at (t+1)^(1/4), which neither paper nor authors do.
struct Adopt {
    static constexpr const char* name = "adopt";
    static constexpr const char* formula =
        "w *= 1 - eta wd; m = b1 m + (1-b1) clip(g / max(sqrt(v), eps), t^(1/4)); w -= eta m; v = b2 v + (1-b2) g^2";
    static constexpr const char* source = "Taniguchi et al. 2024";

    enum Clip { no, yes };
    static constexpr const char* no_or_yes[] = {"no", "yes"};

    double learning_rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.9999;
    double epsilon = 1e-6;
    double weight_decay = 0;
    int clip = yes;

    double bound = 0;  // of one step

    static constexpr descent::HyperParameter<Adopt> hyper_parameters[] = {
        {"learning_rate", &Adopt::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Adopt::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Adopt::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"epsilon", &Adopt::epsilon, {1e-16, 100}, descent::Scale::log, "eps, the smallest divisor"},
        {"weight_decay", &Adopt::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"clip", &Adopt::clip, no_or_yes, "limit normalised gradients to t^(1/4)"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of normalised gradients"},
        {"square", "v: moving average of squared gradients"},
    };

    void begin_step(const descent::Step& step) {
        bound = descent::sqrt(descent::sqrt(static_cast<double>(step.count - 1)));
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& square, const descent::Step& step) const {
        weight *= 1 - step.learning_rate * weight_decay * step.decay_factor;
        if (step.count == 1) {
            square = gradient * gradient;
            weight -= gradient - gradient;  // 0, or NaN: a broken gradient shows at once
            return;
        }
        Value normalised = gradient / max(Value(epsilon), sqrt(square));
        if (clip == yes) normalised = max(Value(-bound), min(Value(bound), normalised));
        mean = flush(beta1 * mean + (1 - beta1) * normalised);
        weight -= step.learning_rate * mean;
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Adopt)
