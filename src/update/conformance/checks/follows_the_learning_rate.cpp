#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome run(const Subject& subject) {
    Bench scheduled(subject, usual_layout()), grouped(subject, usual_layout()), usual(subject, usual_layout());
    if (usual.optimizer().needs_closure()) return skipped("a line search chooses its own steps");
    grouped.optimizer().set_factors([&] {
        std::vector<TensorFactors> factors = grouped.optimizer().factors();
        for (TensorFactors& factor : factors) factor.rate = 0.5;
        return factors;
    }());
    NoisyParabola problem(usual.layout());
    for (Bench* bench : {&usual, &scheduled, &grouped}) bench->start_at(problem);
    for (int i = 0; i < 10; ++i) {
        usual.step(problem);
        scheduled.step(problem, 0.5);
        grouped.step(problem);
    }
    if (usual.weights() == scheduled.weights()) return failed("half the scheduled rate changes nothing");
    const std::string found = difference(scheduled, grouped);
    return found.empty() ? passed()
                         : failed("between half the rate by a schedule and half the rate by a group, " + found);
}

}  // namespace

extern const Check follows_the_learning_rate;
const Check follows_the_learning_rate = {
    "follows_the_learning_rate",
    "A schedule or a group that halves the learning rate has the effect of half the rate: "
    "`update` takes the rate from its step, not from the settings, nor from begin_step.",
    run};

}  // namespace descent::update::conformance
