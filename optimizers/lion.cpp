#include <descent/optimizer.h>

namespace {

// w -= eta (sign(b1 m + (1-b1) g) + wd w);  m = b2 m + (1-b2) g
// Source: Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023.
struct Lion {
    static constexpr const char* name = "lion";
    static constexpr const char* formula = "w -= eta (sign(b1 m + (1-b1) g) + wd w); m = b2 m + (1-b2) g";
    static constexpr const char* source = "Chen et al. 2023";

    double learning_rate = 1e-4;
    double beta1 = 0.9;
    double beta2 = 0.99;
    double weight_decay = 0;

    static constexpr descent::HyperParameter<Lion> hyper_parameters[] = {
        {"learning_rate", &Lion::learning_rate, {1e-8, 1}, descent::Scale::log, "eta, the length of every step"},
        {"beta1", &Lion::beta1, {0, 0.9999}, descent::Scale::linear, "b1, share of the mean in the direction"},
        {"beta2", &Lion::beta2, {0, 0.99999}, descent::Scale::linear, "b2, how slowly the mean forgets"},
        {"weight_decay", &Lion::weight_decay, {0, 10}, descent::Scale::linear, "wd, decoupled; biases do not decay"},
    };
    static constexpr descent::Slot slots[] = {{"mean", "m: moving average of gradients"}};

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, const descent::Step& step) const {
        const Value direction = sign(beta1 * mean + (1 - beta1) * gradient);
        weight -= step.learning_rate * (direction + weight_decay * step.decay_factor * weight);
        mean = flush(beta2 * mean + (1 - beta2) * gradient);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Lion)
