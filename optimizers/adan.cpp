#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// d = g - g_(t-1), 0 in the first step
// m = b1 m + (1-b1) g;  q = b2 q + (1-b2) d;  n = b3 n + (1-b3) (g + b2 d)^2
// w -= eta (m/(1-b1^t) + b2 q/(1-b2^t)) / (sqrt(n/(1-b3^t)) + eps)
// proximal:  w /= 1 + eta wd, after that        (the paper)
// decoupled: w *= 1 - eta wd, before it         (no_prox in the authors' code)
// Source: Xie et al., "Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models", 2022. Its b is
// 1-b here and in the authors' code.
struct Adan {
    static constexpr const char* name = "adan";
    static constexpr const char* formula =
        "d = g - g_(t-1); m = b1 m + (1-b1) g; q = b2 q + (1-b2) d; n = b3 n + (1-b3) (g + b2 d)^2; "
        "w -= eta (m_hat + b2 q_hat) / (sqrt(n_hat) + eps); w /= 1 + eta wd";
    static constexpr const char* source = "Xie et al. 2022";

    enum Variant { proximal, decoupled };
    static constexpr const char* variants[] = {"proximal", "decoupled"};

    double learning_rate = 0.001;
    double beta1 = 0.98;
    double beta2 = 0.92;
    double beta3 = 0.99;
    double epsilon = 1e-8;
    double weight_decay = 0;
    int variant = proximal;

    // in global slots
    double beta1_power = 1;
    double beta2_power = 1;
    double beta3_power = 1;
    // of one step
    double mean_factor = 0;
    double change_factor = 0;
    double root_factor = 0;

    static constexpr descent::HyperParameter<Adan> hyper_parameters[] = {
        {"learning_rate", &Adan::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Adan::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Adan::beta2, {0, 0.9999}, descent::Scale::linear, "b2, how slowly the mean change forgets"},
        {"beta3", &Adan::beta3, {0, 0.999999}, descent::Scale::linear, "b3, how slowly the mean square forgets"},
        {"epsilon", &Adan::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay", &Adan::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"variant", &Adan::variant, variants, "how weights decay; proximal: by division, after the step"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"change", "q: moving average of changes of the gradient"},
        {"square", "n: moving average of squared gradients, seen one change ahead"},
        {"previous", "gradient of the step before"},
    };
    static constexpr descent::Global<Adan> globals[] = {
        {"beta1_power", &Adan::beta1_power, "b1^t"},
        {"beta2_power", &Adan::beta2_power, "b2^t"},
        {"beta3_power", &Adan::beta3_power, "b3^t"},
    };

    void begin_step(const descent::Step&) {
        mean_factor = 1 / descent::bias_correction(beta1_power, beta1);
        change_factor = beta2 / descent::bias_correction(beta2_power, beta2);
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta3_power, beta3));
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& change, Value& square, Value& previous,
                const descent::Step& step) const {
        const Value difference = step.count == 1 ? gradient - gradient : gradient - previous;
        const Value ahead = gradient + beta2 * difference;
        previous = gradient;
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        change = flush(beta2 * change + (1 - beta2) * difference);
        square = flush(beta3 * square + (1 - beta3) * ahead * ahead);
        const double decay = step.learning_rate * weight_decay * step.decay_factor;
        if (variant == decoupled) weight *= 1 - decay;
        weight -=
            step.learning_rate * (mean_factor * mean + change_factor * change) / (sqrt(square) * root_factor + epsilon);
        if (variant == proximal) weight *= 1 / (1 + decay);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Adan)
