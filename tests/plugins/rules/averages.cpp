// Gradient descent whose average of the weights is measured, with one mistake chosen by MUTANT; 0 is the good one.
#include <descent/optimizer.h>

namespace {

constexpr int good = 0, never_averages = 1, names_another_slot = 2, leaves_nan_in_padding = 3;
constexpr int mistake = MUTANT;

// w -= eta g;  a = 0.9 a + 0.1 w, which is measured;  v = 0.5 v + g, which has no effect
struct Averages {
    static constexpr const char* name = "averages";
    static constexpr const char* formula = "w -= eta g; a = 0.9 a + 0.1 w; the model is a";
    static constexpr const char* source = "for tests";

    double learning_rate = 0.1;
    static constexpr descent::HyperParameter<Averages> hyper_parameters[] = {
        {"learning_rate", &Averages::learning_rate, {1e-6, 10}, descent::Scale::log, "eta, length of a step"}};
    static constexpr descent::Slot slots[] = {{"average", "a: average of the weights"},
                                              {"sum", "v: decaying sum of gradients"}};
    static constexpr int evaluation_slot = mistake == names_another_slot ? 1 : 0;

    template <class Value>
    void update(Value& weight, Value gradient, Value& average, Value& sum, const descent::Step& step) const {
        weight -= step.learning_rate * gradient;
        sum = flush(0.5 * sum + gradient);
        if (mistake != never_averages) average = 0.9 * average + 0.1 * weight;
        if (mistake == leaves_nan_in_padding) average += 0 * (weight / weight);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Averages)
