#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// w *= 1 - eta wd;  m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2;  w -= eta/(1-b1^t) m / (sqrt(v/(1-b2^t)) + eps)
// Decoupled decay: it is not part of the gradient, so the mean square does not scale it away. Biases do not decay.
// Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019 (PyTorch's form: wd times eta).
struct AdamW {
    static constexpr const char* name = "adamw";
    static constexpr const char* formula =
        "w *= 1 - eta wd; m = b1 m + (1-b1) g; v = b2 v + (1-b2) g^2; w -= eta/(1-b1^t) m / (sqrt(v/(1-b2^t)) + eps)";
    static constexpr const char* source = "Loshchilov and Hutter 2019";

    double learning_rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0.01;

    // in global slots
    double beta1_power = 1;
    double beta2_power = 1;
    // of one step
    double rate_factor = 0;
    double root_factor = 0;

    static constexpr descent::HyperParameter<AdamW> hyper_parameters[] = {
        {"learning_rate", &AdamW::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &AdamW::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &AdamW::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"epsilon", &AdamW::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay",
         &AdamW::weight_decay,
         {0, 10},
         descent::Scale::linear,
         "wd, share of weights lost a step, times eta"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
    };
    static constexpr descent::Global<AdamW> globals[] = {
        {"beta1_power", &AdamW::beta1_power, "b1^t"},
        {"beta2_power", &AdamW::beta2_power, "b2^t"},
    };

    void begin_step(const descent::Step&) {
        rate_factor = 1 / descent::bias_correction(beta1_power, beta1);
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& square, const descent::Step& step) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
        weight *= 1 - step.learning_rate * weight_decay * step.decay_factor;
        weight -= step.learning_rate * rate_factor * mean / (sqrt(square) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(AdamW)
