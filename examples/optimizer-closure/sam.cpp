// Sharpness-aware minimisation: a rule with a closure that honours the rates of parameter groups.
#include <descent/draft/space.h>
#include <descent/optimizer.h>

namespace {

// w += rho g / |g|; g there; w back; w -= eta_t g for every tensor t. Source: Foret et al. 2021.
struct Sam {
    static constexpr const char* name = "sam_closure";
    static constexpr const char* formula = "g at w + rho g / |g|; w -= eta g";
    static constexpr const char* source = "Foret et al. 2021";
    static constexpr bool needs_closure = true;
    static constexpr bool honours_groups = true;

    double learning_rate = 0.1;
    double rho = 0.05;
    static constexpr descent::HyperParameter<Sam> hyper_parameters[] = {
        {"learning_rate", &Sam::learning_rate, {1e-6, 10}, descent::Scale::log, "length of a step"},
        {"rho", &Sam::rho, {1e-6, 1}, descent::Scale::log, "how far it looks uphill"},
    };
    static constexpr descent::Slot slots[] = {{"start", "w before it looks"}};

    template <class Real>
    void minimise(const descent::Space<Real>& space, double, const descent::Step&) {
        const double norm = descent::sqrt(space.dot(space.gradients(), space.gradients()));
        space.copy(space.slot(0), space.weights());
        if (norm > 0) space.add_scaled(space.weights(), rho / norm, space.gradients());
        space.evaluate();
        space.copy(space.weights(), space.slot(0));
        for (const descent::ArenaTensor& t : space.tensors()) {
            const uint64_t end = t.offset + t.tensor->rows * t.tensor->stride;
            for (uint64_t i = t.offset; i < end; ++i) {
                space.weights()[i] -= static_cast<Real>(t.learning_rate) * space.gradients()[i];
            }
        }
    }
};

}  // namespace

DESCENT_OPTIMIZER(Sam)
