#include "update/conformance/bench.h"

#include <cmath>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_long_run_stays_finite(const Subject& subject) {
    Bench bench(subject, layout_of(3, {2}));
    NoisyParabola problem(bench.layout());
    bench.start_at(problem);
    const int steps = bench.optimizer().needs_closure() ? 500 : 20000;
    for (int i = 0; i < steps; ++i) bench.step(problem);
    if (!bench.finite()) return failed(bench.not_finite() + " after " + to_text(steps) + " steps");
    for (const std::string& name : bench.optimizer().global_names()) {
        if (!std::isfinite(bench.optimizer().global(name)))
            return failed("global slot " + quote(name) + " is not finite");
    }
    return passed();
}

}  // namespace

extern const Check long_run_stays_finite;
const Check long_run_stays_finite = {
    "long_run_stays_finite",
    "20000 steps near a minimum leave weights and state finite: running products may fade to "
    "0, but nothing may divide by them.",
    check_long_run_stays_finite};

}  // namespace descent::update::conformance
