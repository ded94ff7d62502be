#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) g;  u = max(b2 u, abs(g) + eps);  w -= eta/(1-b1^t) m / u
// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, section 7.1 (eps as in PyTorch).
struct Adamax {
    static constexpr const char* name = "adamax";
    static constexpr const char* formula = "m = b1 m + (1-b1) g; u = max(b2 u, abs(g)+eps); w -= eta/(1-b1^t) m/u";
    static constexpr const char* source = "Kingma and Ba 2015, section 7.1";

    double learning_rate = 0.002;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;

    double beta1_power = 1;  // in a global slot
    double rate_factor = 0;  // of one step

    static constexpr descent::HyperParameter<Adamax> hyper_parameters[] = {
        {"learning_rate", &Adamax::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Adamax::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Adamax::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the largest gradient fades"},
        {"epsilon", &Adamax::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"largest", "u: fading maximum of absolute gradients"},
    };
    static constexpr descent::Global<Adamax> globals[] = {{"beta1_power", &Adamax::beta1_power, "b1^t"}};

    void begin_step(const descent::Step&) { rate_factor = 1 / descent::bias_correction(beta1_power, beta1); }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& largest, const descent::Step& step) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        largest = max(beta2 * largest, abs(gradient) + epsilon);
        weight -= step.learning_rate * rate_factor * mean / largest;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Adamax)
