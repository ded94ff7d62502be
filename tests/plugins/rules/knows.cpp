// A rule that uses all that a rule may know: fan-in, layers, rows, planned steps, random numbers, a whole number.
#include <descent/optimizer.h>

namespace {

// Every `period` steps: w -= eta (1 - (t-1)/T) (1 + noise (u - 1/2 + n)) g / (layers fan_in (1 + row)),
// u uniform in [0, 1), n normal
struct Knows {
    static constexpr const char* name = "knows";
    static constexpr const char* formula =
        "w -= eta (1 - (t-1)/T) (1 + noise (u - 1/2 + n)) g / (layers fan_in (1 + row)), every period steps";
    static constexpr const char* source = "for tests";
    static constexpr bool uses_planned_steps = true;

    double learning_rate = 0.1;
    double noise = 0.5;
    int period = 1;
    // of the run and of one step
    double planned = 0, left = 0;
    static constexpr descent::HyperParameter<Knows> hyper_parameters[] = {
        {"learning_rate", &Knows::learning_rate, {1e-6, 1000}, descent::Scale::log, "eta, length of a step"},
        {"noise", &Knows::noise, {0, 1}, descent::Scale::linear, "how far lengths vary"},
        {"period", &Knows::period, {1, 100}, descent::Scale::log, "steps from update to update"},
    };

    void begin_run(const descent::Run& run) { planned = static_cast<double>(run.planned_steps); }
    void begin_step(const descent::Step& step) {
        const double done = static_cast<double>(step.count - 1);
        left = planned > 0 ? descent::max(0.0, 1 - done / planned) : 1;
    }

    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step& step, const descent::Place<Value>& place) const {
        if (step.count % static_cast<unsigned long long>(period) != 0) return;
        const double divisor = static_cast<double>(place.layers() * place.fan_in() * (1 + place.row()));
        const Value random = 1 + noise * (place.uniform() - Value(0.5) + place.normal(1));
        weight -= step.learning_rate * left / divisor * random * gradient;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Knows)
