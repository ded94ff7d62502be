// Gradient descent divided by an average of the gradient's norm, from a sum over the network, with one mistake chosen
// by MUTANT; 0 is the good one.
#include <descent/optimizer.h>

namespace {

constexpr int good = 0, keeps_the_average_in_a_member = 1, keeps_the_average_for_all_runs = 2, counts_padding = 3,
              makes_nan_of_padding = 4;
constexpr int mistake = MUTANT;

double average_of_all_runs = 0;

// a = 0.9 a + 0.1 |g|_1 / n;  w -= eta g / (a + 0.1)
struct AddsUp {
    static constexpr const char* name = "adds_up";
    static constexpr const char* formula = "a = 0.9 a + 0.1 |g|_1 / n; w -= eta g / (a + 0.1)";
    static constexpr const char* source = "for tests";

    double learning_rate = 0.1;
    double average = 0;
    double member = 0;
    double shown = 0;
    double parameters = 1;
    static constexpr descent::HyperParameter<AddsUp> hyper_parameters[] = {
        {"learning_rate", &AddsUp::learning_rate, {1e-6, 10}, descent::Scale::log, "eta, length of a step"}};
    static constexpr descent::Global<AddsUp> globals[] = {{"average", &AddsUp::average, "a"}};

    void begin_run(const descent::Run& run) { parameters = static_cast<double>(run.parameters); }

    static constexpr int sum_count = 1;
    template <class Value>
    void measure_sums(Value weight, Value gradient, Value (&summed)[sum_count], const descent::Step&) const {
        summed[0] = abs(gradient);
        if (mistake == counts_padding) summed[0] += 0.01;
        if (mistake == makes_nan_of_padding) summed[0] *= gradient * weight / (gradient * weight);
    }
    void use_sums(const descent::Step&, const double* sums) {
        double& a = mistake == keeps_the_average_in_a_member    ? member
                    : mistake == keeps_the_average_for_all_runs ? average_of_all_runs
                                                                : average;
        if (mistake != makes_nan_of_padding || sums[0] > 0) a = 0.9 * a + 0.1 * sums[0] / parameters;
        shown = a;
    }

    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step& step) const {
        weight -= step.learning_rate / (shown + 0.1) * gradient;
    }
};

}  // namespace

DESCENT_OPTIMIZER(AddsUp)
