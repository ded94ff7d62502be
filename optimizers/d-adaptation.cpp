#include <descent/optimizer.h>

namespace {

// q = sqrt(b2);  r = q r + (1-q) d eta <g, s / (sqrt(v) + eps)>, with s and v of the step before
// m = b1 m + (1-b1) d eta g;  v = b2 v + (1-b2) g^2;  s = q s + (1-q) d eta g
// w -= d eta wd w;  w -= m / (sqrt(v) + eps);  d = max(d, r / ((1-q) |s|_1)), over the whole network, for the next step
// Source: Defazio and Mishchenko, "Learning-Rate-Free Learning by D-Adaptation", 2023, algorithm 5; the authors'
// package dadaptation 3.2.
struct DAdaptation {
    static constexpr const char* name = "d-adaptation";
    static constexpr const char* formula =
        "r = q r + (1-q) d eta <g, s/(sqrt(v) + eps)>; s = q s + (1-q) d eta g; m = b1 m + (1-b1) d eta g; "
        "w -= m / (sqrt(v) + eps) + d eta wd w; d = max(d, r/((1-q) |s|_1))";
    static constexpr const char* source = "Defazio and Mishchenko 2023";

    double learning_rate = 1;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    double first_distance = 1e-6;
    // in global slots
    double distance = 0, product = 0;
    // of one step
    double d = 0, root = 0;

    static constexpr descent::HyperParameter<DAdaptation> hyper_parameters[] = {
        {"learning_rate", &DAdaptation::learning_rate, {1e-3, 100}, descent::Scale::log, "eta, times the distance"},
        {"beta1", &DAdaptation::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &DAdaptation::beta2, {0.01, 0.999999}, descent::Scale::linear, "b2, how slowly the square forgets"},
        {"epsilon", &DAdaptation::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay", &DAdaptation::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"first_distance", &DAdaptation::first_distance, {1e-12, 1}, descent::Scale::log, "d of the first step"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of steps"},
        {"square", "v: moving average of squared gradients"},
        {"weighted", "s: weighted sum of gradients"},
    };
    static constexpr descent::Global<DAdaptation> globals[] = {
        {"distance", &DAdaptation::distance, "d: how far the minimum is, at least"},
        {"product", &DAdaptation::product, "r: weighted sum of <g, s>"},
    };

    void prepare() { distance = first_distance; }
    void begin_step(const descent::Step&) {
        d = distance;
        root = descent::sqrt(beta2);
    }

    static constexpr int sum_count = 2;
    template <class Value>
    void measure_sums(Value, Value gradient, Value& mean, Value& square, Value& weighted, Value (&summed)[sum_count],
                      const descent::Step& step) const {
        const double rate = d * step.learning_rate;
        summed[0] = rate * gradient * (weighted / (sqrt(square) + epsilon));
        mean = flush(beta1 * mean + rate * (1 - beta1) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
        weighted = flush(root * weighted + rate * (1 - root) * gradient);
        summed[1] = abs(weighted);
    }
    void use_sums(const descent::Step&, const double* sums) {
        product = root * product + (1 - root) * sums[0];
        if (sums[1] > 0) distance = descent::max(distance, product / ((1 - root) * sums[1]));
    }

    template <class Value>
    void update(Value& weight, Value, Value& mean, Value& square, Value&, const descent::Step& step) const {
        weight *= 1 - d * step.learning_rate * weight_decay * step.decay_factor;
        weight -= mean / (sqrt(square) + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(DAdaptation)
