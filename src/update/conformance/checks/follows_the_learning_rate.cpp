#include "update/conformance/bench.h"

#include <utility>

#include <descent/error.h>

namespace descent::update::conformance {
namespace {

void run_ten_steps(Bench& bench, const Function& function, double rate_factor) {
    bench.start_at(function);
    for (int i = 0; i < 10; ++i) bench.step(function, rate_factor);
}

/// Halves every rate by groups; false where the rule cannot honour them.
bool halve_by_groups(Bench& bench) {
    std::vector<TensorFactors> factors = bench.optimizer().factors();
    for (TensorFactors& factor : factors) factor.rate = 0.5;
    try {
        bench.optimizer().set_factors(std::move(factors));
        return true;
    } catch (const UsageError&) {
        return false;
    }
}

/// A sum of rates in a global slot may differ: a schedule is in it and a group is not. So weights alone are compared.
Outcome check_follows_the_learning_rate(const Subject& subject) {
    Bench usual(subject, usual_layout()), scheduled(subject, usual_layout()), grouped(subject, usual_layout());
    NoisyParabola problem(usual.layout());
    run_ten_steps(usual, problem, 1);
    run_ten_steps(scheduled, problem, 0.5);
    if (usual.weights() == scheduled.weights()) return failed("half the scheduled rate changes nothing");
    if (!halve_by_groups(grouped)) return passed("by a schedule; the rule honours no groups");
    run_ten_steps(grouped, problem, 1);
    const std::string found = difference_of_weights(scheduled, grouped);
    return found.empty() ? passed()
                         : failed("between half the rate by a schedule and half the rate by a group, " + found);
}

}  // namespace

extern const Check follows_the_learning_rate;
const Check follows_the_learning_rate = {
    "follows_the_learning_rate",
    "A schedule or a group that halves the learning rate has the effect of half the rate: "
    "`update` takes the rate from its step, not from the settings, nor from begin_step.",
    check_follows_the_learning_rate};

}  // namespace descent::update::conformance
