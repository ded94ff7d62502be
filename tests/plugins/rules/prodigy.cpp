// Prodigy: the step length is found from two sums over all parameters.
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) d g;  v = b2 v + (1-b2) d^2 g^2;  q = sqrt(b2)
// r = q r + (1-q) eta d^2 <g, x0 - x>;  s = q s + (1-q) eta d^2 g;  x -= eta d m / (sqrt(v) + d eps)
// d = max(d, r / |s|_1), for the next step
// Source: Mishchenko and Defazio, "Prodigy", 2024, algorithm 4.
struct Prodigy {
    static constexpr const char* name = "prodigy";
    static constexpr const char* formula = "d = max(d, r/|s|_1); x -= eta d m / (sqrt(v) + d eps)";
    static constexpr const char* source = "Mishchenko and Defazio 2024, algorithm 4";

    double learning_rate = 1;
    double first_distance = 1e-3;
    double beta1 = 0.9;
    double beta2 = 0.99;
    double epsilon = 1e-8;
    // in global slots
    double distance = 0;
    double product = 0;
    // of one step
    double d = 0, root = 0;
    static constexpr descent::HyperParameter<Prodigy> hyper_parameters[] = {
        {"learning_rate", &Prodigy::learning_rate, {1e-3, 100}, descent::Scale::log, "eta, times the distance found"},
        {"first_distance", &Prodigy::first_distance, {1e-8, 1}, descent::Scale::log, "d of the first step"},
        {"beta1", &Prodigy::beta1, {0, 0.999}, descent::Scale::linear, "b1"},
        {"beta2", &Prodigy::beta2, {0.1, 0.9999}, descent::Scale::linear, "b2"},
        {"epsilon", &Prodigy::epsilon, {1e-12, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
    };
    static constexpr descent::Slot slots[] = {{"mean", "m"},
                                              {"square", "v"},
                                              {"weighted", "s: weighted sum of gradients"},
                                              {"start", "x0: the weights before the first step"}};
    static constexpr descent::Global<Prodigy> globals[] = {
        {"distance", &Prodigy::distance, "d: how far the minimum is, at least"},
        {"product", &Prodigy::product, "r: weighted sum of <g, x0 - x>"},
    };

    void prepare() { distance = first_distance; }
    void begin_step(const descent::Step&) {
        d = distance;
        root = descent::sqrt(beta2);
    }

    static constexpr int sum_count = 2;
    template <class Value>
    void measure_sums(Value weight, Value gradient, Value& mean, Value& square, Value& weighted, Value& start,
                      Value (&summed)[sum_count], const descent::Step& step) const {
        if (step.count == 1) start = weight;
        mean = flush(beta1 * mean + (1 - beta1) * d * gradient);
        square = flush(beta2 * square + (1 - beta2) * d * d * gradient * gradient);
        weighted = flush(root * weighted + (1 - root) * step.learning_rate * d * d * gradient);
        summed[0] = step.learning_rate * gradient * (start - weight);
        summed[1] = abs(weighted);
    }
    void use_sums(const descent::Step&, const double* sums) {
        product = root * product + (1 - root) * d * d * sums[0];
        if (sums[1] > 0) distance = descent::max(distance, product / sums[1]);
    }

    template <class Value>
    void update(Value& weight, Value, Value& mean, Value& square, Value&, Value&, const descent::Step& step) const {
        weight -= step.learning_rate * d * mean / (sqrt(square) + d * epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Prodigy)
