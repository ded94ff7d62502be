#include <descent/optimizer.h>

namespace {

// For each tensor: ratio = trust |w| / |g|, or 1 where either is 0; r = keep r + (1-keep) ratio; w -= eta r g
// Source: the ratio of You, Gitman and Ginsburg, "Large Batch Training of Convolutional Networks", 2017; its average
// over steps is this example's own.
struct SmoothLars {
    static constexpr const char* name = "smooth_lars";
    static constexpr const char* formula = "r = keep r + (1-keep) trust |w|/|g| of each tensor; w -= eta r g";
    static constexpr const char* source = "after You, Gitman and Ginsburg 2017";

    double learning_rate = 1;
    double trust = 0.01;
    double keep = 0.9;
    static constexpr descent::HyperParameter<SmoothLars> hyper_parameters[] = {
        {"learning_rate", &SmoothLars::learning_rate, {1e-6, 1000}, descent::Scale::log, "eta, times the ratio"},
        {"trust", &SmoothLars::trust, {1e-5, 1}, descent::Scale::log, "share of a tensor's norm a step"},
        {"keep", &SmoothLars::keep, {0, 0.999}, descent::Scale::linear, "how slowly the ratio changes"},
    };

    // State that every tensor has: one double each, saved in checkpoints as ratio@layers.0.weight.
    static constexpr descent::Slot tensor_slots[] = {{"ratio", "r: moving average of the ratio"}};
    double tensor_slot_start(int) const { return trust; }

    static constexpr int measure_count = 2;
    template <class Value>
    void measure(Value weight, Value gradient, Value (&measured)[measure_count], const descent::Step&) const {
        measured[0] = weight;
        measured[1] = gradient;
    }

    double begin_tensor(const descent::Tensor&, const descent::Step&, const double* norms, double* state) const {
        const double ratio = norms[0] == 0 || norms[1] == 0 ? 1 : trust * norms[0] / norms[1];
        return state[0] = keep * state[0] + (1 - keep) * ratio;
    }

    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step& step) const {
        weight -= step.learning_rate * step.tensor_factor * gradient;
    }
};

}  // namespace

DESCENT_OPTIMIZER(SmoothLars)
