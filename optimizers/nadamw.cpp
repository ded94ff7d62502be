#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// w *= 1 - eta wd;  m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2;  mu_t = b1 (1 - 0.5 * 0.96^(t psi))
// w -= eta [(1-mu_t) g/(1-prod_t mu) + mu_(t+1) m/(1-prod_(t+1) mu)] / (sqrt(v/(1-b2^t)) + eps)
// Source: Dozat, "Incorporating Nesterov Momentum into Adam", 2016, with the decay of Loshchilov and Hutter, "Decoupled
// Weight Decay Regularization", 2019 (PyTorch's NAdam with decoupled_weight_decay).
struct NadamW {
    static constexpr const char* name = "nadamw";
    static constexpr const char* formula =
        "w *= 1 - eta wd; mu_t = b1 (1 - 0.5 * 0.96^(t psi)); w -= eta/(sqrt(v_hat) + eps) "
        "[(1-mu_t) g/(1-prod_t mu) + mu_(t+1) m/(1-prod_(t+1) mu)]";
    static constexpr const char* source = "Dozat 2016; Loshchilov and Hutter 2019";

    double learning_rate = 0.002;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double psi = 0.004;
    double weight_decay = 0.01;

    // in global slots
    double beta2_power = 1;
    double mu_product = 1;
    double decay_power = 1;
    // of the run
    double decay = 1;
    // of one step
    double gradient_factor = 0;
    double mean_factor = 0;
    double root_factor = 0;

    static constexpr descent::HyperParameter<NadamW> hyper_parameters[] = {
        {"learning_rate", &NadamW::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &NadamW::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &NadamW::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"epsilon", &NadamW::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"psi", &NadamW::psi, {0, 1}, descent::Scale::linear, "how fast mu_t grows to b1"},
        {"weight_decay", &NadamW::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
    };
    static constexpr descent::Global<NadamW> globals[] = {
        {"beta2_power", &NadamW::beta2_power, "b2^t"},
        {"mu_product", &NadamW::mu_product, "mu_1 mu_2 ... mu_t"},
        {"decay_power", &NadamW::decay_power, "0.96^(t psi)"},
    };

    // 0.96^psi; not pow(), which gives other bits on other machines
    void prepare() { decay = descent::exp(psi * descent::log(0.96)); }

    void begin_step(const descent::Step&) {
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
        decay_power *= decay;
        const double mu = beta1 * (1 - 0.5 * decay_power);
        const double next_mu = beta1 * (1 - 0.5 * decay_power * decay);
        gradient_factor = (1 - mu) / descent::bias_correction(mu_product, mu);
        mean_factor = next_mu / (1 - mu_product * next_mu);
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& square, const descent::Step& step) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
        weight *= 1 - step.learning_rate * weight_decay * step.decay_factor;
        const Value direction = gradient_factor * gradient + mean_factor * mean;
        weight -= step.learning_rate * direction / (sqrt(square) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(NadamW)
