// Schedule-Free SGD: the weight of a step in the average is its rate squared over the sum of all, which stands in a
// global.
#include <descent/optimizer.h>

namespace {

// y = (1-b) z + b x: where gradients are taken, and what the host holds;  z -= eta g;  s += eta^2;  c = eta^2/s;
// x = (1-c) x + c z. From y and z: x = (y - (1-b) z) / b
// Source: Defazio et al., "The Road Less Scheduled", 2024, algorithm 1 with the weights of its section 4.
struct ScheduleFree {
    static constexpr const char* name = "schedule_free";
    static constexpr const char* formula = "z -= eta g; x = (1-c) x + c z, c = eta^2 / sum of eta^2; w = (1-b) z + b x";
    static constexpr const char* source = "Defazio et al. 2024";

    double learning_rate = 0.1;
    double beta = 0.9;
    double rates = 0;
    double share = 0;  // of one step
    static constexpr descent::HyperParameter<ScheduleFree> hyper_parameters[] = {
        {"learning_rate", &ScheduleFree::learning_rate, {1e-6, 10}, descent::Scale::log, "eta, length of a step"},
        {"beta", &ScheduleFree::beta, {0.1, 0.99}, descent::Scale::linear, "b, share of the average"},
    };
    static constexpr descent::Slot slots[] = {{"z", "the sequence without averaging, less the start"},
                                              {"x", "the average, less the start"}};
    static constexpr descent::Global<ScheduleFree> globals[] = {
        {"rates", &ScheduleFree::rates, "sum of squared rates"}};

    void begin_step(const descent::Step& step) {
        const double square = step.learning_rate * step.learning_rate;
        rates += square;
        share = rates > 0 ? square / rates : 0;
    }

    // z and x count from where the weights started, so that both start at 0
    template <class Value>
    void update(Value& weight, Value gradient, Value& z, Value& x, const descent::Step& step) const {
        const Value start = weight - ((1 - beta) * z + beta * x);
        z -= step.learning_rate * gradient;
        x = (1 - share) * x + share * z;
        weight = start + ((1 - beta) * z + beta * x);
    }
};

}  // namespace

DESCENT_OPTIMIZER(ScheduleFree)
