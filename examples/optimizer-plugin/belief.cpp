#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) g;  s = b2 s + (1-b2) (g - m)^2 + eps
// w -= eta/(1-b1^t) m / (sqrt(s/(1-b2^t)) + eps)
// The step is long where gradients are as the average expects them, and short where they surprise.
// Source: Zhuang et al., "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients", 2020.
struct AdaBelief {
    static constexpr const char* name = "belief";
    static constexpr const char* formula =
        "m = b1 m + (1-b1) g; s = b2 s + (1-b2) (g-m)^2 + eps; w -= eta/(1-b1^t) m / (sqrt(s/(1-b2^t)) + eps)";
    static constexpr const char* source = "Zhuang et al. 2020";

    // Settings: the initialisers are the defaults.
    double learning_rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;

    // State of the run, in global slots: b1^t and b2^t as products that grow by one factor a step.
    double beta1_power = 1;
    double beta2_power = 1;

    // Made by begin_step for the loop.
    double rate_factor = 0;
    double root_factor = 0;

    static constexpr descent::HyperParameter<AdaBelief> hyper_parameters[] = {
        {"learning_rate", &AdaBelief::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &AdaBelief::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &AdaBelief::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the surprise forgets"},
        {"epsilon", &AdaBelief::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"surprise", "s: moving average of squared distances from the mean"},
    };
    static constexpr descent::Global<AdaBelief> globals[] = {
        {"beta1_power", &AdaBelief::beta1_power, "b1^t"},
        {"beta2_power", &AdaBelief::beta2_power, "b2^t"},
    };

    void begin_step(const descent::Step&) {
        rate_factor = 1 / descent::bias_correction(beta1_power, beta1);
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& surprise, const descent::Step& step) const {
        mean = beta1 * mean + (1 - beta1) * gradient;
        const Value distance = gradient - mean;
        surprise = beta2 * surprise + (1 - beta2) * distance * distance + epsilon;
        weight -= step.learning_rate * rate_factor * mean / (sqrt(surprise) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(AdaBelief)
