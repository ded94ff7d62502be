#include <descent/optimizer.h>

namespace {

// For each tensor: ratio = trust |w| / (|g| + wd |w|), or 1 where |w| or |g| is 0
// v = mu v + eta ratio (g + wd w);  w -= v
// Source: You, Gitman and Ginsburg, "Large Batch Training of Convolutional Networks", 2017.
struct Lars {
    static constexpr const char* name = "lars";
    static constexpr const char* formula =
        "ratio = trust |w| / (|g| + wd |w|) of each tensor; v = mu v + eta ratio (g + wd w); w -= v";
    static constexpr const char* source = "You, Gitman and Ginsburg 2017";

    double learning_rate = 0.1;
    double momentum = 0.9;
    double trust = 0.001;
    double weight_decay = 0.0005;

    static constexpr descent::HyperParameter<Lars> hyper_parameters[] = {
        {"learning_rate", &Lars::learning_rate, {1e-6, 1000}, descent::Scale::log, "eta, a factor on every step"},
        {"momentum", &Lars::momentum, {0, 0.9999}, descent::Scale::linear, "mu, the share of the last step kept"},
        {"trust", &Lars::trust, {1e-6, 10}, descent::Scale::log, "share of a tensor's norm that a step may change"},
        {"weight_decay", &Lars::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
    };
    static constexpr descent::Slot slots[] = {{"velocity", "v: the last step"}};

    static constexpr int measure_count = 2;
    template <class Value>
    void measure(Value weight, Value gradient, Value&, Value (&measured)[measure_count], const descent::Step&) const {
        measured[0] = weight;
        measured[1] = gradient;
    }

    double begin_tensor(const descent::Tensor&, const descent::Step& step, const double* norms) const {
        const double weight_norm = norms[0], gradient_norm = norms[1];
        if (weight_norm == 0 || gradient_norm == 0) return 1;
        return trust * weight_norm / (gradient_norm + weight_decay * step.decay_factor * weight_norm);
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& velocity, const descent::Step& step) const {
        const Value direction = gradient + weight_decay * step.decay_factor * weight;
        velocity = flush(momentum * velocity + step.learning_rate * step.tensor_factor * direction);
        weight -= velocity;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Lars)
