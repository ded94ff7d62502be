#include "update/conformance/bench.h"

#include <cmath>

#include <descent/error.h>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_nan_stays_visible(const Subject& subject) {
    Bench bench(subject, usual_layout());
    const std::size_t broken = 30;
    Slope usual(bench.layout(), [](std::size_t) { return 0.1; });
    Slope nan(bench.layout(), [](std::size_t i) { return i == broken ? std::nan("") : 0.1; });
    bench.start_at(usual);
    bench.step(usual);
    try {
        bench.step(nan);
    } catch (const Error& refusal) {
        return passed(refusal.what());
    }
    const float found = bench.weights()[broken];
    if (std::isnan(found)) return passed();
    return failed("a gradient that is not a number left " + bench.name(broken) + " " + to_text(found));
}

}  // namespace

extern const Check nan_stays_visible;
const Check nan_stays_visible = {"nan_stays_visible",
                                 "A gradient that is not a number makes its weight not a number: a broken run must be "
                                 "seen, not hidden by a comparison. Or the rule refuses the step with a reason.",
                                 check_nan_stays_visible};

}  // namespace descent::update::conformance
