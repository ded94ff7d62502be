#include <descent/optimizer.h>

namespace {

// Before the step of the rule inside:  w' = w + rho g/|g|, or w + rho w^2 g/|w g| (adaptive), with norms over the
// network The rule inside steps from w by the gradient at w'. Source: Foret et al., "Sharpness-Aware Minimization for
// Efficiently Improving Generalization", 2020; adaptive: Kwon et al., "ASAM", 2021.
struct Sam {
    static constexpr const char* name = "sam";
    static constexpr const char* formula = "g is taken at w + rho g/|g|";
    static constexpr const char* source = "Foret et al. 2020";
    static constexpr bool wraps = true, looks_ahead = true;
    static constexpr const char* no_or_yes[] = {"no", "yes"};

    double rho = 0.05;
    int adaptive = 0;
    double scale = 0;  // of one step
    static constexpr descent::HyperParameter<Sam> hyper_parameters[] = {
        {"rho", &Sam::rho, {1e-6, 100}, descent::Scale::log, "how far the gradient is taken from the weights"},
        {"adaptive", &Sam::adaptive, no_or_yes, "distances relative to the weights"}};

    static constexpr int sum_count = 1;
    template <class Value>
    void measure_sums(Value weight, Value gradient, Value (&summed)[sum_count], const descent::Step&) const {
        const Value measured = adaptive == 0 ? gradient : weight * gradient;
        summed[0] = measured * measured;
    }
    void use_sums(const descent::Step&, const double* sums) { scale = rho / (descent::sqrt(sums[0]) + 1e-12); }

    template <class Value>
    void update(Value& weight, Value gradient, const descent::Step&) const {
        weight += scale * (adaptive == 0 ? gradient : weight * weight * gradient);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Sam)
