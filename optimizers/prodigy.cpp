#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// c = sqrt(1-b2^t)/(1-b1^t), or 1 without bias correction;  e = d eta c;  q = sqrt(b2)
// r = q r + d/d_0 e <g, w_0 - w>;  s = q s + d/d_0 e g  (d in the place of e with safeguard)
// m = b1 m + (1-b1) d g;  v = b2 v + (1-b2) d^2 g^2;  d = max(d, coefficient r / |s|_1), over the whole network
// w -= e wd w;  w -= e m / (sqrt(v) + d eps)
// Source: Mishchenko and Defazio, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner", 2024; the authors'
// package prodigyopt 1.1, whose e is of the d before the step and whose eps is times the d after it.
struct Prodigy {
    static constexpr const char* name = "prodigy";
    static constexpr const char* formula =
        "r = q r + d^2/d_0 eta <g, w_0 - w>; s = q s + d^2/d_0 eta g; d = max(d, r/|s|_1); "
        "w -= eta d (m / (sqrt(v) + d eps) + wd w)";
    static constexpr const char* source = "Mishchenko and Defazio 2024";
    static constexpr const char* no_or_yes[] = {"no", "yes"};

    double learning_rate = 1;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    double first_distance = 1e-6;
    double coefficient = 1;
    int bias_correction = 0, safeguard = 0;
    // in global slots
    double distance = 0, product = 0, beta1_power = 1, beta2_power = 1;
    // of one step
    double d = 0, root = 0, correction = 1;

    static constexpr descent::HyperParameter<Prodigy> hyper_parameters[] = {
        {"learning_rate", &Prodigy::learning_rate, {1e-3, 100}, descent::Scale::log, "eta, times the distance found"},
        {"beta1", &Prodigy::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Prodigy::beta2, {0.01, 0.999999}, descent::Scale::linear, "b2, how slowly the square forgets"},
        {"epsilon", &Prodigy::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay", &Prodigy::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"first_distance", &Prodigy::first_distance, {1e-12, 1}, descent::Scale::log, "d_0"},
        {"coefficient", &Prodigy::coefficient, {0.01, 100}, descent::Scale::log, "times the distance that is found"},
        {"bias_correction", &Prodigy::bias_correction, no_or_yes, "that of adam, for a warm-up of the rate"},
        {"safeguard", &Prodigy::safeguard, no_or_yes, "keeps a schedule's warm-up out of s"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
        {"weighted", "s: weighted sum of gradients"},
        {"start", "w_0: the weights before the first step"},
    };
    static constexpr descent::Global<Prodigy> globals[] = {
        {"distance", &Prodigy::distance, "d: how far the minimum is, at least"},
        {"product", &Prodigy::product, "r: weighted sum of <g, w_0 - w>"},
        {"beta1_power", &Prodigy::beta1_power, "b1^t"},
        {"beta2_power", &Prodigy::beta2_power, "b2^t"},
    };

    void prepare() { distance = first_distance; }
    void begin_step(const descent::Step&) {
        d = distance;
        root = descent::sqrt(beta2);
        const double mean_factor = descent::bias_correction(beta1_power, beta1);
        const double square_factor = descent::bias_correction(beta2_power, beta2);
        correction = bias_correction == 0 ? 1 : descent::sqrt(square_factor) / mean_factor;
    }

    static constexpr int sum_count = 2;
    template <class Value>
    void measure_sums(Value weight, Value gradient, Value& mean, Value& square, Value& weighted, Value& start,
                      Value (&summed)[sum_count], const descent::Step& step) const {
        if (step.count == 1) start = weight;
        const double rate = d * step.learning_rate * correction;
        const double share = d / first_distance * (safeguard == 0 ? rate : d);
        mean = flush(beta1 * mean + d * (1 - beta1) * gradient);
        square = flush(beta2 * square + d * d * (1 - beta2) * gradient * gradient);
        weighted = flush(root * weighted + share * gradient);
        summed[0] = step.learning_rate * correction * gradient * (start - weight);
        summed[1] = abs(weighted);
    }
    void use_sums(const descent::Step&, const double* sums) {
        product = root * product + d / first_distance * d * sums[0];
        if (sums[1] > 0) distance = descent::max(distance, coefficient * product / sums[1]);
    }

    template <class Value>
    void update(Value& weight, Value, Value& mean, Value& square, Value&, Value&, const descent::Step& step) const {
        const double rate = d * step.learning_rate * correction;
        weight *= 1 - rate * weight_decay * step.decay_factor;
        weight -= rate * mean / (sqrt(square) + distance * epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Prodigy)
