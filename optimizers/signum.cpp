#include <descent/optimizer.h>

namespace {

// w *= 1 - eta wd;  m = mu m + (1-mu) g;  w -= eta sign(m)
// Source: Bernstein et al., "signSGD: Compressed Optimisation for Non-Convex Problems", 2018; with mu = 0 it is
// signSGD.
struct Signum {
    static constexpr const char* name = "signum";
    static constexpr const char* formula = "w *= 1 - eta wd; m = mu m + (1-mu) g; w -= eta sign(m)";
    static constexpr const char* source = "Bernstein et al. 2018";

    double learning_rate = 0.001;
    double momentum = 0.9;
    double weight_decay = 0;

    static constexpr descent::HyperParameter<Signum> hyper_parameters[] = {
        {"learning_rate", &Signum::learning_rate, {1e-8, 1}, descent::Scale::log, "eta, the length of every step"},
        {"momentum", &Signum::momentum, {0, 0.9999}, descent::Scale::linear, "mu, how slowly the mean forgets"},
        {"weight_decay", &Signum::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
    };
    static constexpr descent::Slot slots[] = {{"mean", "m: moving average of gradients"}};

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, const descent::Step& step) const {
        mean = flush(momentum * mean + (1 - momentum) * gradient);
        weight *= 1 - step.learning_rate * weight_decay * step.decay_factor;
        weight -= step.learning_rate * sign(mean);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Signum)
