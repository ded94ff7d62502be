#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// w *= 1 - eta wd
// m = b1 m + (1-b1) g;  s = b3_t s + (1-b3_t) g;  v = b2 v + (1-b2) g^2
// w -= eta (m/(1-b1^t) + alpha_t s) / (sqrt(v/(1-b2^t)) + eps)
// Within the first T steps alpha_t = alpha t/T, and b3_t grows from b1 to b3 so that the half-life grows linearly:
// b3_t = exp(ln b1 ln b3 / ((1 - t/T) ln b3 + t/T ln b1)). After them, or with T = 0, alpha_t = alpha and b3_t = b3.
// Source: Pagliardini, Ablin and Grangier, "The AdEMAMix Optimizer: Better, Faster, Older", 2024.
struct Ademamix {
    static constexpr const char* name = "ademamix";
    static constexpr const char* formula =
        "w *= 1 - eta wd; m = b1 m + (1-b1) g; s = b3 s + (1-b3) g; v = b2 v + (1-b2) g^2; "
        "w -= eta (m/(1-b1^t) + alpha s) / (sqrt(v/(1-b2^t)) + eps)";
    static constexpr const char* source = "Pagliardini, Ablin and Grangier 2024";

    double learning_rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double beta3 = 0.9999;
    double alpha = 5;
    double epsilon = 1e-8;
    double weight_decay = 0;
    int warmup = 0;

    // in global slots
    double beta1_power = 1;
    double beta2_power = 1;
    // of one step
    double mean_factor = 0;
    double root_factor = 0;
    double slow_alpha = 0;
    double slow_beta = 0;

    static constexpr descent::HyperParameter<Ademamix> hyper_parameters[] = {
        {"learning_rate", &Ademamix::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Ademamix::beta1, {0.001, 0.9999}, descent::Scale::linear, "b1, how slowly the fast mean forgets"},
        {"beta2", &Ademamix::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"beta3", &Ademamix::beta3, {0.001, 0.999999}, descent::Scale::linear, "b3, how slowly the slow mean forgets"},
        {"alpha", &Ademamix::alpha, {0, 100}, descent::Scale::linear, "weight of the slow mean"},
        {"epsilon", &Ademamix::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay", &Ademamix::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"warmup", &Ademamix::warmup, {0, 10000000}, descent::Scale::linear, "T, steps until alpha and b3 are reached"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: fast moving average of gradients"},
        {"slow_mean", "s: slow moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
    };
    static constexpr descent::Global<Ademamix> globals[] = {
        {"beta1_power", &Ademamix::beta1_power, "b1^t"},
        {"beta2_power", &Ademamix::beta2_power, "b2^t"},
    };

    void begin_step(const descent::Step& step) {
        mean_factor = 1 / descent::bias_correction(beta1_power, beta1);
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
        slow_alpha = alpha;
        slow_beta = beta3;
        if (step.count >= static_cast<unsigned long long>(warmup)) return;
        const double share = static_cast<double>(step.count) / warmup;
        const double fast = descent::log(beta1), slow = descent::log(beta3);
        slow_alpha = share * alpha;
        slow_beta = descent::min(descent::exp(fast * slow / ((1 - share) * slow + share * fast)), beta3);
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& slow_mean, Value& square,
                const descent::Step& step) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        slow_mean = flush(slow_beta * slow_mean + (1 - slow_beta) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
        weight *= 1 - step.learning_rate * weight_decay * step.decay_factor;
        const Value direction = mean_factor * mean + slow_alpha * slow_mean;
        weight -= step.learning_rate * direction / (sqrt(square) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Ademamix)
