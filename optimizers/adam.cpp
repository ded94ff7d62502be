#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2
// torch:    w -= eta/(1-b1^t) m / (sqrt(v/(1-b2^t)) + eps)
// eps_hat:  w -= eta sqrt(1-b2^t)/(1-b1^t) m / (sqrt(v) + eps)      (Keras, scikit-learn; the paper's "efficient" form)
// amsgrad:  torch, with the largest v so far in the place of v
// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015; Reddi, Kale and Kumar, "On the
// Convergence of Adam and Beyond", 2018.
struct Adam {
    static constexpr const char* name = "adam";
    static constexpr const char* formula =
        "m = b1 m + (1-b1) g; v = b2 v + (1-b2) g^2; w -= eta/(1-b1^t) m / (sqrt(v/(1-b2^t)) + eps)";
    static constexpr const char* source = "Kingma and Ba 2015; amsgrad: Reddi, Kale and Kumar 2018";

    enum Variant { torch, eps_hat, amsgrad };
    static constexpr const char* variants[] = {"torch", "eps_hat", "amsgrad"};
    enum SlotNumber { mean_slot, square_slot, largest_square_slot };

    double learning_rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    int variant = torch;

    // in global slots: b1^t and b2^t, as products that grow by one factor a step
    double beta1_power = 1;
    double beta2_power = 1;
    // of one step
    double rate_factor = 0;
    double root_factor = 0;

    static constexpr descent::HyperParameter<Adam> hyper_parameters[] = {
        {"learning_rate", &Adam::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Adam::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Adam::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"epsilon", &Adam::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"variant", &Adam::variant, variants,
         "eps_hat: eps outside the corrected root; amsgrad: divide by the largest v"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
        {"largest_square", "largest v so far", true},
    };
    static constexpr descent::Global<Adam> globals[] = {
        {"beta1_power", &Adam::beta1_power, "b1^t"},
        {"beta2_power", &Adam::beta2_power, "b2^t"},
    };

    bool uses_slot(int slot) const { return slot != largest_square_slot || variant == amsgrad; }

    void begin_step(const descent::Step&) {
        const double root = descent::sqrt(descent::bias_correction(beta2_power, beta2));
        rate_factor = (variant == eps_hat ? root : 1.0) / descent::bias_correction(beta1_power, beta1);
        root_factor = variant == eps_hat ? 1.0 : 1 / root;
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& square, Value& largest_square,
                const descent::Step& step) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
        Value shown = square;
        if (variant == amsgrad) shown = largest_square = max(largest_square, square);
        weight -= step.learning_rate * rate_factor * mean / (sqrt(shown) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Adam)
