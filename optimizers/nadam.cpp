#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2;  v_hat = v/(1-b2^t)
// torch:        mu_t = b1 (1 - 0.5 * 0.96^(t psi));
//               w -= eta/(sqrt(v_hat)+eps) [ (1-mu_t) g/(1-prod_t mu) + mu_(t+1) m/(1-prod_(t+1) mu) ]
// keras:        the same with psi = 1
// dozat, ruder: no schedule: w -= eta/(sqrt(v_hat)+eps) [ b1 m_hat + (1-b1) g/(1-b1^t) ], m_hat = m/(1-b1^t)
// Source: Dozat, "Incorporating Nesterov Momentum into Adam", 2016; ruder.io/optimizing-gradient-descent.
struct Nadam {
    static constexpr const char* name = "nadam";
    static constexpr const char* formula =
        "mu_t = b1 (1 - 0.5 * 0.96^(t psi)); w -= eta/(sqrt(v_hat) + eps) "
        "[(1-mu_t) g/(1-prod_t mu) + mu_(t+1) m/(1-prod_(t+1) mu)]";
    static constexpr const char* source = "Dozat 2016";

    enum Variant { torch, keras, dozat, ruder };
    static constexpr const char* variants[] = {"torch", "keras", "dozat", "ruder"};

    double learning_rate = 0.002;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double psi = 0.004;
    int variant = torch;

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

    static constexpr descent::HyperParameter<Nadam> hyper_parameters[] = {
        {"learning_rate", &Nadam::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Nadam::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Nadam::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"epsilon", &Nadam::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"psi", &Nadam::psi, {0, 1}, descent::Scale::linear, "how fast mu_t grows to b1"},
        {"variant", &Nadam::variant, variants, "keras: psi is 1; dozat, ruder: mu_t is b1 always"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
    };
    static constexpr descent::Global<Nadam> globals[] = {
        {"beta2_power", &Nadam::beta2_power, "b2^t"},
        {"mu_product", &Nadam::mu_product, "mu_1 mu_2 ... mu_t (dozat, ruder: b1^t)"},
        {"decay_power", &Nadam::decay_power, "0.96^(t psi)"},
    };

    // 0.96^psi; not pow(), which gives other bits on other machines
    void prepare() { decay = descent::exp((variant == keras ? 1.0 : psi) * descent::log(0.96)); }

    void begin_step(const descent::Step&) {
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
        if (variant == dozat || variant == ruder) {
            const double correction = descent::bias_correction(mu_product, beta1);
            gradient_factor = (1 - beta1) / correction;
            mean_factor = beta1 / correction;
            return;
        }
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
        const Value direction = gradient_factor * gradient + mean_factor * mean;
        weight -= step.learning_rate * direction / (sqrt(square) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Nadam)
