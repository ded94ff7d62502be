#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) g;  v -= (1-b2) sign(v - g^2) g^2, from v = start
// corrected: w -= eta/(1-b1^t) m / (sqrt(v/(1-b2^t)) + eps)
// paper:     w -= eta m / (sqrt(v) + eps)
// Source: Zaheer et al., "Adaptive Methods for Nonconvex Optimization", 2018. (pytorch-optimizer 4.1 starts m, too, at
// `start`, which moves weights without a gradient; the paper starts it at 0.)
struct Yogi {
    static constexpr const char* name = "yogi";
    static constexpr const char* formula =
        "m = b1 m + (1-b1) g; v -= (1-b2) sign(v - g^2) g^2; w -= eta/(1-b1^t) m / (sqrt(v/(1-b2^t)) + eps)";
    static constexpr const char* source = "Zaheer et al. 2018";

    enum Variant { corrected, paper };
    static constexpr const char* variants[] = {"corrected", "paper"};
    enum SlotNumber { mean_slot, square_slot };

    double learning_rate = 0.01;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 0.001;
    double start = 1e-6;
    int variant = corrected;

    // in global slots
    double beta1_power = 1;
    double beta2_power = 1;
    // of one step
    double rate_factor = 1;
    double root_factor = 1;

    static constexpr descent::HyperParameter<Yogi> hyper_parameters[] = {
        {"learning_rate", &Yogi::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Yogi::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Yogi::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly v follows squared gradients"},
        {"epsilon", &Yogi::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"start", &Yogi::start, {0, 10}, descent::Scale::linear, "v at the start"},
        {"variant", &Yogi::variant, variants, "corrected: as Adam corrects for the start; paper: not"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: follows squared gradients by steps of their size"},
    };
    static constexpr descent::Global<Yogi> globals[] = {
        {"beta1_power", &Yogi::beta1_power, "b1^t"},
        {"beta2_power", &Yogi::beta2_power, "b2^t"},
    };

    double slot_start(int slot) const { return slot == square_slot ? start : 0; }

    void begin_step(const descent::Step&) {
        const double first = descent::bias_correction(beta1_power, beta1);
        const double second = descent::bias_correction(beta2_power, beta2);
        rate_factor = variant == corrected ? 1 / first : 1;
        root_factor = variant == corrected ? 1 / descent::sqrt(second) : 1;
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& square, const descent::Step& step) const {
        const Value squared = gradient * gradient;
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        square = flush(square - (1 - beta2) * sign(square - squared) * squared);
        weight -= step.learning_rate * rate_factor * mean / (sqrt(square) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Yogi)
