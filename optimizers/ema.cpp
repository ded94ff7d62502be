#include <descent/optimizer.h>

namespace {

// After each step of the rule inside:  a = d_t a + (1-d_t) w, with d_1 = 0 and d_t = d, or min(d, (1+t)/(10+t)) with
// warm-up The model is a. Source: Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992,
// with weights that decay as in Tarvainen and Valpola, "Mean teachers are better role models", 2017; PyTorch's
// AveragedModel, and for the warm-up TensorFlow's ExponentialMovingAverage.
struct Ema {
    static constexpr const char* name = "ema";
    static constexpr const char* formula = "a = d a + (1-d) w; the model is a";
    static constexpr const char* source = "Polyak and Juditsky 1992; Tarvainen and Valpola 2017";
    static constexpr bool wraps = true;

    static constexpr const char* no_or_yes[] = {"no", "yes"};

    double decay = 0.999;
    int warmup = 1;
    static constexpr descent::HyperParameter<Ema> hyper_parameters[] = {
        {"decay", &Ema::decay, {0, 0.999999}, descent::Scale::linear, "d, how slowly the average forgets"},
        {"warmup", &Ema::warmup, no_or_yes, "forget faster in the first steps: d_t = (1+t)/(10+t) at most"}};
    static constexpr descent::Slot slots[] = {{"average", "a: the weights that are measured"}};
    static constexpr int evaluation_slot = 0;

    double kept = 0;  // of one step
    void begin_step(const descent::Step& step) {
        const double t = static_cast<double>(step.count);
        kept = step.count == 1 ? 0 : warmup == 0 ? decay : descent::min(decay, (1 + t) / (10 + t));
    }

    template <class Value>
    void update(Value& weight, Value, Value& average, const descent::Step&) const {
        average += (1 - kept) * (weight - average);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Ema)
