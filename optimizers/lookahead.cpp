#include <descent/optimizer.h>

namespace {

// After every k steps of the rule inside:  s += alpha (w - s);  w = s. The model is s.
// Source: Zhang et al., "Lookahead Optimizer: k steps forward, 1 step back", 2019.
struct Lookahead {
    static constexpr const char* name = "lookahead";
    static constexpr const char* formula = "every k steps: s += alpha (w - s); w = s; the model is s";
    static constexpr const char* source = "Zhang et al. 2019";
    static constexpr bool wraps = true;

    double alpha = 0.5;
    int period = 5;
    static constexpr descent::HyperParameter<Lookahead> hyper_parameters[] = {
        {"alpha", &Lookahead::alpha, {0.001, 1}, descent::Scale::linear, "how far the slow weights follow"},
        {"period", &Lookahead::period, {1, 10000}, descent::Scale::log, "k, steps between two of the slow weights"}};
    static constexpr descent::Slot slots[] = {{"slow", "s: the slow weights, which are measured"}};
    static constexpr int evaluation_slot = 0;

    template <class Value>
    void update(Value& weight, Value, Value& slow, const descent::Step& step) const {
        if (step.count % static_cast<unsigned long long>(period) != 0) return;
        slow += alpha * (weight - slow);
        weight = slow;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Lookahead)
