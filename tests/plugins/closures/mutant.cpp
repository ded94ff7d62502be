// Gradient descent as a rule with a closure, with one mistake chosen by MUTANT; 0 is the good one.
#include <descent/draft/space.h>
#include <descent/optimizer.h>

namespace {

constexpr int good = 0, ignores_the_schedule = 1, hides_nan = 2, goes_uphill = 3, is_another_rule_in_double = 4,
              ignores_groups = 5, squares_its_step = 6;
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

    template <class Real>
    void minimise(const descent::Space<Real>& space, double, const descent::Step& step) {
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
