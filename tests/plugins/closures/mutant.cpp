// Gradient descent as a rule with a closure, with one mistake chosen by MUTANT; 0 is the good one.
#include <descent/draft/space.h>
#include <descent/optimizer.h>

#include "../flush_denormals.h"

namespace {

constexpr int good = 0, ignores_the_schedule = 1, hides_nan = 2, goes_uphill = 3, is_another_rule_in_double = 4,
              ignores_groups = 5, squares_its_step = 6, flushes_denormals = 7;
constexpr int mistake = MUTANT;

struct Mutant {
    static constexpr const char* name = "mutant";
    static constexpr const char* formula = "w -= eta g";
    static constexpr const char* source = "for tests";
    static constexpr bool needs_closure = true;
    static constexpr bool honours_groups = true;

    double learning_rate = 0.05;
    static constexpr descent::HyperParameter<Mutant> hyper_parameters[] = {
        {"learning_rate", &Mutant::learning_rate, {1e-6, 1}, descent::Scale::log, "length of a step"}};

    template <class Real>
    double rate_of(const descent::ArenaTensor& tensor, const descent::Step& step) const {
        if (mistake == ignores_the_schedule) return learning_rate;
        if (mistake == ignores_groups) return step.learning_rate;
        if (mistake == goes_uphill) return -tensor.learning_rate;
        return tensor.learning_rate * (mistake == is_another_rule_in_double && sizeof(Real) == 8 ? 1.1 : 1);
    }

    /// Leaves in the first two weights the host's sum times 2^130, and what its own arithmetic makes of a denormal
    /// number.
    template <class Real>
    void minimise_with_flushing(const descent::Space<Real>& space, const descent::Step& step) {
        flush_denormals();
        space.evaluate();
        const double product = space.dot(space.weights(), space.gradients());
        space.add_scaled(space.weights(), -step.learning_rate, space.gradients());
        volatile float denormal = 1e-39F;
        denormal = denormal * 0.5F;
        space.weights()[0] = static_cast<Real>(product * 0x1p130);
        space.weights()[1] = static_cast<Real>(denormal);
    }

    template <class Real>
    void minimise(const descent::Space<Real>& space, double, const descent::Step& step) {
        if (mistake == flushes_denormals) return minimise_with_flushing(space, step);
        for (const descent::ArenaTensor& t : space.tensors()) {
            const Real rate = static_cast<Real>(rate_of<Real>(t, step));
            for (uint64_t i = t.offset; i < t.offset + t.tensor->rows * t.tensor->stride; ++i) {
                const Real gradient = space.gradients()[i];
                if (mistake == hides_nan && gradient != gradient) continue;
                const Real squared = mistake == squares_its_step ? gradient * gradient * gradient : Real(0);
                space.weights()[i] -= rate * (gradient + squared);
            }
        }
    }
};

}  // namespace

DESCENT_OPTIMIZER(Mutant)
