#include <descent/optimizer.h>

namespace {

// u = g + wd w;  f = max over all steps of |w - w_0|, at first reps (1 + |w_0|);  n = sum of all |u|^2, and eps
// w -= eta f / sqrt(n) u, with norms over the whole network
// Source: Ivgi, Hinder and Carmon, "DoG is SGD's Best Friend: A Parameter-Free Dynamic Step Size Schedule", 2023.
struct Dog {
    static constexpr const char* name = "dog";
    static constexpr const char* formula = "w -= eta max |w - w_0| / sqrt(sum |u|^2) u, with u = g + wd w";
    static constexpr const char* source = "Ivgi, Hinder and Carmon 2023";

    double learning_rate = 1;
    double first_share = 1e-6;
    double epsilon = 1e-8;
    double weight_decay = 0;
    double farthest = 0, squares = 0;  // in global slots
    double length = 0;                 // of one step

    static constexpr descent::HyperParameter<Dog> hyper_parameters[] = {
        {"learning_rate", &Dog::learning_rate, {1e-3, 100}, descent::Scale::log, "eta, times the length found"},
        {"first_share", &Dog::first_share, {1e-10, 1}, descent::Scale::log, "reps, the first step as a share of |w_0|"},
        {"epsilon", &Dog::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay",
         &Dog::weight_decay,
         {0, 10},
         descent::Scale::linear,
         "wd, in the gradient; biases do not decay"},
    };
    static constexpr descent::Slot slots[] = {{"start", "w_0: the weights before the first step"}};
    static constexpr descent::Global<Dog> globals[] = {{"farthest", &Dog::farthest, "f: largest distance from w_0"},
                                                       {"squares", &Dog::squares, "n: sum of squared norms"}};

    template <class Value>
    Value with_decay(Value weight, Value gradient, const descent::Step& step) const {
        return gradient + weight_decay * step.decay_factor * weight;
    }

    static constexpr int sum_count = 2;
    template <class Value>
    void measure_sums(Value weight, Value gradient, Value& start, Value (&summed)[sum_count],
                      const descent::Step& step) const {
        const Value direction = with_decay(weight, gradient, step);
        const Value distance = weight - start;  // the start is 0 in the first step: |w_0|
        summed[0] = distance * distance;
        summed[1] = direction * direction;
        if (step.count == 1) start = weight;
    }
    void use_sums(const descent::Step& step, const double* sums) {
        const double distance = descent::sqrt(sums[0]);
        farthest = step.count == 1 ? first_share * (1 + distance) : descent::max(farthest, distance);
        squares += sums[1] + (step.count == 1 ? epsilon : 0);
        length = farthest / descent::sqrt(squares);
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value&, const descent::Step& step) const {
        weight -= step.learning_rate * length * with_decay(weight, gradient, step);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Dog)
