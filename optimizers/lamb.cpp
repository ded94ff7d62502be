#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2;  r = m/(1-b1^t) / (sqrt(v/(1-b2^t)) + eps) + wd w
// For each tensor: ratio = |w| / |r|, or 1 where either is 0 (|r| below 1e-30 is the rest of old gradients);
// w -= eta ratio r
// Source: You et al., "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes", 2020, algorithm 2
// with phi(z) = z.
struct Lamb {
    static constexpr const char* name = "lamb";
    static constexpr const char* formula =
        "r = m_hat/(sqrt(v_hat) + eps) + wd w; ratio = |w| / |r| of each tensor; w -= eta ratio r";
    static constexpr const char* source = "You et al. 2020";

    double learning_rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-6;
    double weight_decay = 0.01;

    // in global slots
    double beta1_power = 1;
    double beta2_power = 1;
    // of one step
    double mean_factor = 0;
    double root_factor = 0;

    static constexpr descent::HyperParameter<Lamb> hyper_parameters[] = {
        {"learning_rate",
         &Lamb::learning_rate,
         {1e-8, 10},
         descent::Scale::log,
         "eta, share of a tensor's norm a step"},
        {"beta1", &Lamb::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Lamb::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"epsilon", &Lamb::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay", &Lamb::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
    };
    static constexpr descent::Global<Lamb> globals[] = {
        {"beta1_power", &Lamb::beta1_power, "b1^t"},
        {"beta2_power", &Lamb::beta2_power, "b2^t"},
    };

    void begin_step(const descent::Step&) {
        mean_factor = 1 / descent::bias_correction(beta1_power, beta1);
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
    }

    template <class Value>
    Value direction(Value weight, Value mean, Value square, const descent::Step& step) const {
        return mean_factor * mean / (sqrt(square) * root_factor + epsilon) + weight_decay * step.decay_factor * weight;
    }

    static constexpr int measure_count = 2;
    template <class Value>
    void measure(Value weight, Value gradient, Value& mean, Value& square, Value (&measured)[measure_count],
                 const descent::Step& step) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
        measured[0] = weight;
        measured[1] = direction(weight, mean, square, step);
    }

    double begin_tensor(const descent::Tensor&, const descent::Step&, const double* norms) const {
        return norms[0] == 0 || norms[1] < 1e-30 ? 1 : norms[0] / norms[1];
    }

    template <class Value>
    void update(Value& weight, Value, Value& mean, Value& square, const descent::Step& step) const {
        weight -= step.learning_rate * step.tensor_factor * direction(weight, mean, square, step);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Lamb)
