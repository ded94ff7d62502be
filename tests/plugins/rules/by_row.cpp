// A rule whose norms and sums know where they measure, with one mistake chosen by MUTANT; 0 is the good one.
#include <descent/optimizer.h>

namespace {

constexpr int good = 0, counts_rows_of_padding = 1;
constexpr int mistake = MUTANT;

// n = |(1 + row) g / fan_in| over the tensor, s = sum of row |g| over the network;  w -= eta g / (1 + n + s)
struct ByRow {
    static constexpr const char* name = "by_row";
    static constexpr const char* formula = "w -= eta g / (1 + |(1 + row) g / fan_in| + sum of row |g|)";
    static constexpr const char* source = "for tests";

    double learning_rate = 0.1;
    double total = 0;  // of one step
    static constexpr descent::HyperParameter<ByRow> hyper_parameters[] = {
        {"learning_rate", &ByRow::learning_rate, {1e-6, 10}, descent::Scale::log, "eta, length of a step"}};

    static constexpr int sum_count = 1;
    template <class Value>
    void measure_sums(Value, Value gradient, Value (&summed)[sum_count], const descent::Step&,
                      const descent::Place<Value>& place) const {
        const double row = static_cast<double>(place.row());
        summed[0] = row * abs(gradient);
        if (mistake == counts_rows_of_padding) summed[0] += row;
    }
    void use_sums(const descent::Step&, const double* sums) { total = sums[0]; }

    static constexpr int measure_count = 1;
    template <class Value>
    void measure(Value, Value gradient, Value (&measured)[measure_count], const descent::Step&,
                 const descent::Place<Value>& place) const {
        measured[0] = static_cast<double>(1 + place.row()) / static_cast<double>(place.fan_in()) * gradient;
    }
    double begin_tensor(const descent::Tensor&, const descent::Step&, const double* norms) const {
        return 1 / (1 + norms[0] + total);
    }

    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step& step) const {
        weight -= step.learning_rate * step.tensor_factor * gradient;
    }
};

}  // namespace

DESCENT_OPTIMIZER(ByRow)
