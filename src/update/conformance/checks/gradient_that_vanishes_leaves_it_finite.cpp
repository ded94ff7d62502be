#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_gradient_that_vanishes_leaves_it_finite(const Subject& subject) {
    Bench bench(subject, usual_layout());
    NoisyParabola problem(bench.layout());
    Slope flat(bench.layout(), [](std::size_t) { return 0.0; });
    bench.start_at(problem);
    for (int i = 0; i < 10; ++i) bench.step(problem);
    for (int i = 0; i < 3000; ++i) bench.step(flat);
    return bench.finite() ? passed() : failed("after 3000 steps without gradient " + bench.not_finite());
}

}  // namespace

extern const Check gradient_that_vanishes_leaves_it_finite;
const Check gradient_that_vanishes_leaves_it_finite = {
    "gradient_that_vanishes_leaves_it_finite",
    "When gradients become 0 in the middle of a run, weights stay finite: nothing is divided "
    "by an average that fades away.",
    check_gradient_that_vanishes_leaves_it_finite};

}  // namespace descent::update::conformance
